import { isRef, type Step } from "@flowright/workflow";
import { isTimestamp, secondsOf } from "../duration.js";
import { placeholderStep, unknownTime } from "../limitations.js";
import { titleOf } from "../words.js";
import { called, job, timer } from "./camunda.js";
import { buildIf } from "./choice.js";
import { type Level, ProcessContext } from "./context.js";
import { feel, path } from "./feel.js";
import { buildLoop } from "./loop.js";
import { buildParallel } from "./parallel.js";
import { type Container, emptyLane, type Part } from "./part.js";
import { buildForEach, buildTry } from "./sub-process.js";
import { type Element, element } from "./xml.js";

/** Ids of processes have letters, digits and underscores, and begin with a letter. */
export const processIdOf = (name: string): string => `flow_${name.replace(/[^A-Za-z0-9]+/g, "_")}`;

/** Builds a BPMN 2.0.2 process with its diagram; expressions and extensions are those of Camunda 8. */
export class ProcessBuilder extends ProcessContext {
  /** The elements of the process. @param start makes the start event from its id */
  build(start: (id: string) => Element): Container {
    const container: Container = [];
    const id = this.id("Start");
    container.push(start(id));
    const whole = this.between(id, this.workflow.steps, { container, outermost: true, thrown: new Set() });
    whole.place(80, 80 + whole.up);
    return container;
  }

  override block(steps: readonly Step[], level: Level): Part {
    const parts: Part[] = [];
    for (const step of steps) {
      const part = this.#step(step, level);
      parts.push(part);
      // steps behind a stop are unreachable
      if (part.exits.length === 0 && part.entry !== undefined) break;
    }
    return this.sequence(parts, level.container);
  }

  #step(step: Step, level: Level): Part {
    const { id, annotation } = step;
    if ("use" in step) {
      const name = titleOf(step.use, this.catalog);
      return this.task(level, "serviceTask", id, name, annotation, job(step.use, step.inputs, id));
    }
    if ("if" in step) return buildIf(this, step, level);
    if ("forEach" in step) return buildForEach(this, step, level);
    if ("while" in step || "until" in step) return buildLoop(this, step, level);
    if ("parallel" in step) return buildParallel(this, step, level);
    if ("try" in step) return buildTry(this, step, level);
    if ("stop" in step) return this.earlyExit("stop", level);
    if ("next" in step) return this.#next(level);
    if ("call" in step) return this.#call(step, level);
    if ("wait" in step) return this.#wait(step, level);
    this.limitations.push(placeholderStep(step, "an empty task"));
    return this.task(level, "task", id, `To do: ${annotation ?? ""}`, annotation);
  }

  /** Outside of a loop there is nothing to continue: the step does nothing. */
  #next(level: Level): Part {
    if (level.loop !== undefined) return this.earlyExit("next", level);
    this.id("Next");
    return emptyLane();
  }

  #call(step: Extract<Step, { call: unknown }>, level: Level): Part {
    const { id, annotation, call } = step;
    if (call === null) {
      const message = "which workflow to call is unknown: an empty task marks the place";
      this.limitations.push({ step: id, code: "call", message });
      return this.task(level, "task", id, "To do: call a workflow", annotation);
    }
    const name = typeof call === "string" ? call : "another workflow";
    const processId = typeof call === "string" ? processIdOf(call) : `=${feel(call)}`;
    return this.task(level, "callActivity", id, `Run ${name}`, annotation, called(processId, step.inputs));
  }

  #wait(step: Extract<Step, { wait: unknown }>, level: Level): Part {
    const { id, annotation } = step;
    const { duration, until } = step.wait;
    const event = (tag: string, value: string): Part => {
      const name = annotation ?? "wait";
      const definition = timer(this.id("Definition"), tag, value);
      level.container.push(element("bpmn:intermediateCatchEvent", { id, name }, definition));
      return this.shape(id, "event");
    };
    if (typeof duration === "string" && secondsOf(duration) !== undefined)
      return event("timeDuration", duration);
    if (isTimestamp(until)) return event("timeDate", until);
    if (isRef(until) && this.typeOf(id)(until.ref)?.format === "date-time")
      return event("timeDate", `=${path(until.ref)}`);
    const text = JSON.stringify(until ?? duration ?? "");
    this.limitations.push(unknownTime(id, text, "an empty task"));
    return this.task(level, "task", id, `To do: wait ${text}`, annotation);
  }
}
