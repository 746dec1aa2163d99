import { isRef, type Step } from "@flowright/workflow";
import { isTimestamp, secondsOf } from "../duration.js";
import { placeholderStep, unknownCall, unknownTime } from "../limitations.js";
import { titleOf } from "../words.js";
import { addIf, addUntil, addWhile } from "./choice.js";
import { type Level, type Machine, MachineContext, reachable, resourceOf, type Target } from "./context.js";
import type { State } from "./language.js";
import { addMap, addParallel, addTry } from "./nested.js";

/** Builds a state machine in Amazon States Language (https://states-language.net/spec.html). */
export class MachineBuilder extends MachineContext {
  build(): Machine {
    const states: Record<string, State> = {};
    const level: Level = {
      states,
      stop: () => this.addOnce(states, "stop", { Type: "Succeed" }),
    };
    const first =
      this.block(this.workflow.steps, undefined, level) ??
      this.add(level, "nothing to do", { Type: "Succeed" });
    const start = this.add(level, "start", { Type: "Pass", ...this.language.start(), Next: first });
    return reachable({ StartAt: start, States: states });
  }

  override block(steps: readonly Step[], after: Target, level: Level): Target {
    return steps.reduceRight<Target>((next, step) => this.#step(step, next, level), after);
  }

  #step(step: Step, target: Target, level: Level): Target {
    const { id } = step;
    const comment: State = step.annotation ? { Comment: step.annotation } : {};
    const after: State = target === undefined ? { End: true } : { Next: target };
    if ("use" in step)
      return this.add(level, `${id} ${titleOf(step.use, this.catalog)}`, {
        Type: "Task",
        ...comment,
        Resource: resourceOf(step.use),
        ...this.language.task(step.inputs ?? {}, this.typeOf(id), id),
        ...after,
      });
    if ("if" in step) return addIf(this, step, target, level);
    if ("forEach" in step) return addMap(this, step, after, level);
    if ("while" in step) return addWhile(this, step, target, level);
    if ("until" in step) return addUntil(this, step, target, level);
    if ("parallel" in step) return addParallel(this, step, { comment, after }, level);
    if ("try" in step) return addTry(this, step, { comment, after, target }, level);
    if ("stop" in step) return level.stop();
    if ("next" in step) return level.next?.() ?? target;
    if ("call" in step) return this.#call(step, comment, after, level);
    if ("wait" in step) return this.#wait(step, comment, after, level);
    this.limitations.push(placeholderStep(step, "a Pass state"));
    return this.add(level, `${id} to do`, {
      Type: "Pass",
      Comment: `To do: ${step.annotation ?? ""}`,
      ...after,
    });
  }

  #call(step: Extract<Step, { call: unknown }>, comment: State, after: State, level: Level): string {
    const called = typeof step.call === "string" ? step.call : undefined;
    if (called === undefined) this.limitations.push(unknownCall(step.id, "fill in its ARN"));
    const name = called?.replace(/[^\w-]+/g, "-") || "unnamed";
    return this.add(level, `${step.id} call ${called ?? ""}`, {
      Type: "Task",
      ...comment,
      Resource: "arn:aws:states:::states:startExecution.sync:2",
      [this.language.argumentsField]: {
        StateMachineArn: `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`,
        Input: this.language.inputs(step.inputs ?? {}, this.typeOf(step.id)),
      },
      ...this.language.discardResult(),
      ...after,
    });
  }

  #wait(step: Extract<Step, { wait: unknown }>, comment: State, after: State, level: Level): string {
    const { duration, until } = step.wait;
    const seconds = secondsOf(duration);
    const name = `${step.id} wait`;
    const wait = (time: State) => this.add(level, name, { Type: "Wait", ...comment, ...time, ...after });
    if (seconds !== undefined) return wait({ Seconds: Math.round(seconds) });
    if (isTimestamp(until)) return wait({ Timestamp: until });
    if (isRef(until) && this.typeOf(step.id)(until.ref)?.format === "date-time")
      return wait(this.language.until(until.ref));
    const time = JSON.stringify(until ?? duration ?? "");
    this.limitations.push(unknownTime(step.id, time, "a Pass state"));
    return this.add(level, name, { Type: "Pass", Comment: `To do: wait ${time}`, ...after });
  }
}
