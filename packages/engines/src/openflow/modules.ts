import type { Step } from "@flowright/workflow";
import { isTimestamp, secondsOf } from "../duration.js";
import { placeholderStep, unknownCall, unknownTime } from "../limitations.js";
import { slug, titleOf } from "../words.js";
import { buildIf } from "./choice.js";
import { ModuleContext } from "./context.js";
import { exitReason, mayExitEarly } from "./early-exit.js";
import { type Items, resultOf } from "./expressions.js";
import { FAILURE, failureOf } from "./failure.js";
import { buildForEach, buildLoop } from "./loops.js";
import { DONE, END, stubOf } from "./scripts.js";
import type { FlowValue, Module, Transform, Transforms } from "./types.js";

/**
 * Builds the modules of an OpenFlow. OpenFlow cannot leave several blocks at once: a module that may end its block early
 * returns `{ flowright: "stop" | "next" }`, and the modules behind it run only if it did not.
 */
export class ModuleBuilder extends ModuleContext {
  build(): FlowValue {
    const { steps } = this.workflow;
    const failure = this.isTaken(FAILURE) ? undefined : failureOf(steps);
    if (!failure) return { modules: this.block(steps, new Map()) };
    const message = "after its failure module has run, the run still counts as failed";
    this.limit(failure.tried.id, "failure", message);
    const [module] = this.#step(failure.action, new Map());
    return {
      modules: this.block(failure.tried.try, new Map()),
      failure_module: { ...module!, id: FAILURE },
    };
  }

  override block(steps: readonly Step[], items: Items): Module[] {
    const modules: Module[] = [];
    for (const [i, step] of steps.entries()) {
      modules.push(...this.#step(step, items));
      if ("stop" in step || "next" in step) break;
      if (!mayExitEarly(step)) continue;
      const reason = exitReason(step);
      const rest = this.block(steps.slice(i + 1), items);
      if (rest.length)
        modules.push({
          id: this.id(`${step.id}_rest`),
          summary: "Unless it ended",
          value: {
            type: "branchone",
            branches: [{ expr: `!(${reason})`, modules: rest }],
            default: [this.exit(step.id, { type: "javascript", expr: reason })],
          },
        });
      else if (!("if" in step || "try" in step))
        modules.push(this.exit(step.id, { type: "javascript", expr: reason }));
      break;
    }
    return modules;
  }

  #step(step: Step, items: Items): Module[] {
    const { id } = step;
    if ("use" in step) {
      const title = titleOf(step.use, this.catalog);
      const content = stubOf(title, this.catalog.get(step.use), Object.keys(step.inputs ?? {}));
      return [this.script(id, content, this.transforms(id, step.inputs, items), title)];
    }
    if ("if" in step) return buildIf(this, id, [step, ...(step.elseIf ?? [])], step.else ?? [], items);
    if ("forEach" in step) return buildForEach(this, step, items);
    if ("while" in step || "until" in step) return buildLoop(this, step, items);
    if ("parallel" in step) {
      const branches = step.parallel.map((branch) => ({
        skip_failure: false,
        modules: this.block(branch, items),
      }));
      return [{ id, ...summaryOf(step), value: { type: "branchall", parallel: true, branches } }];
    }
    if ("try" in step) return this.#try(step, items);
    if ("stop" in step) return [this.script(id, END, { end: { type: "static", value: "stop" } }, "Stop")];
    if ("next" in step)
      return [this.script(id, END, { end: { type: "static", value: "next" } }, "Go on with the next one")];
    if ("call" in step) return this.#call(step, items);
    if ("wait" in step) return this.#wait(step);
    this.limitations.push(placeholderStep(step, "a step"));
    return [{ id, summary: `To do: ${step.annotation ?? ""}`, value: { type: "identity" } }];
  }

  #call(step: Extract<Step, { call: unknown }>, items: Items): Module[] {
    const { id, call, inputs } = step;
    if (typeof call !== "string") {
      this.limitations.push(unknownCall(id, "fill in its path"));
      return [{ id, summary: "To do: run another flow", value: { type: "identity" } }];
    }
    const path = `f/flowright/${slug(call)}`;
    const transforms = this.transforms(id, inputs, items);
    return [{ id, ...summaryOf(step), value: { type: "flow", path, input_transforms: transforms } }];
  }

  #wait(step: Extract<Step, { wait: unknown }>): Module[] {
    const { id } = step;
    const { duration, until } = step.wait;
    const seconds = secondsOf(duration);
    let sleep: Transform | undefined;
    if (seconds !== undefined) sleep = { type: "static", value: seconds };
    else if (isTimestamp(until)) {
      const expr = `Math.max(0, (Date.parse(${JSON.stringify(until)}) - Date.now()) / 1000)`;
      sleep = { type: "javascript", expr };
    }
    if (sleep) return [{ id, ...summaryOf(step), sleep, value: { type: "identity" } }];
    const time = JSON.stringify(until ?? duration ?? "");
    this.limitations.push(unknownTime(id, time, "a step"));
    return [{ id, summary: `To do: wait ${time}`, value: { type: "identity" } }];
  }

  /** A `branchall` whose failure is skipped, and a test of whether its last module was reached. */
  #try(step: Extract<Step, { try: unknown }>, items: Items): Module[] {
    const { id } = step;
    const tried = this.id(`${id}_try`);
    const modules = this.block(step.try, items);
    const last = modules.at(-1);
    const exits = step.try.some(mayExitEarly);
    const end: Transforms =
      exits && last ? { end: { type: "javascript", expr: `${resultOf(last.id)}?.flowright` } } : {};
    modules.push(this.script(this.id(`${id}_done`), DONE, end, "Nothing failed"));
    const branches = [{ skip_failure: true, modules }];
    const reason: Transform = { type: "javascript", expr: `${resultOf(tried)}?.[0]?.flowright` };
    const failed = {
      expr: `${resultOf(tried)}?.[0]?.done !== true`,
      modules: this.block(step.catch, items),
    };
    return [
      { id: tried, ...summaryOf(step), value: { type: "branchall", parallel: false, branches } },
      {
        id,
        summary: "Did it fail?",
        value: { type: "branchone", branches: [failed], default: exits ? [this.exit(id, reason)] : [] },
      },
    ];
  }
}

const summaryOf = ({ annotation }: Step): { summary?: string } => (annotation ? { summary: annotation } : {});
