import type { Step, Workflow } from "@flowright/workflow";
import { secondsOf } from "../duration.js";
import { placeholderStep, unknownCall, unknownTime } from "../limitations.js";
import { slug, titleOf } from "../words.js";
import {
  breakExpressions,
  type Entry,
  entryOf,
  type Items,
  inputsOf,
  keep,
  metadataOf,
  TaskContext,
} from "./context.js";
import { buildForEach, buildIf, buildUntil, buildWhile, NEXT_ERROR } from "./flow.js";
import { expression } from "./jq.js";

/** Names of functions have letters, digits and underscores. */
const functionOf = (use: string): string => use.replace(/\W+/g, "_");

/** Builds the tasks of a workflow (Serverless Workflow DSL 1.0, dsl-reference.md). */
export class TaskBuilder extends TaskContext {
  build({ steps }: Workflow): Entry[] {
    const start: Entry = {
      start: {
        set: { trigger: expression("$workflow.input") },
        export: { as: expression("{trigger: .trigger}") },
      },
    };
    return [start, ...this.block(steps, new Set())];
  }

  /** A step of several tasks names the task that follows it: the first one of the next step, or the end. */
  override block(steps: readonly Step[], items: Items): Entry[] {
    return steps.flatMap((step, i) => {
      const next = steps[i + 1];
      return this.#step(step, next ? entryOf(next) : "exit", items);
    });
  }

  #step(step: Step, after: string, items: Items): Entry[] {
    const { id } = step;
    const metadata = metadataOf(step);
    if ("use" in step) {
      const title = titleOf(step.use, this.catalog);
      const task = this.call(functionOf(step.use), title, step.inputs ?? {}, items);
      return [{ [id]: { ...task, ...metadata, export: keep(id) } }];
    }
    if ("if" in step) return buildIf(this, step, after, items);
    if ("forEach" in step) return buildForEach(this, step, items);
    if ("while" in step) return buildWhile(this, step, after, items);
    if ("until" in step) return buildUntil(this, step, after, items);
    if ("parallel" in step) {
      const branches = step.parallel.map((branch, i) => ({
        [`${id}_${i + 1}`]: { do: this.block(branch, items) },
      }));
      return [{ [id]: { fork: { compete: false, branches }, ...metadata } }];
    }
    if ("try" in step) {
      // the error of a `next` passes through
      const when = expression(`$error.type != ${JSON.stringify(NEXT_ERROR)}`);
      const tried = this.block(step.try, items);
      return [{ [id]: { try: tried, catch: { when, do: this.block(step.catch, items) }, ...metadata } }];
    }
    if ("stop" in step) return [{ [id]: { set: { stopped: true }, then: "end", ...metadata } }];
    if ("next" in step)
      return [{ [id]: { raise: { error: { type: NEXT_ERROR, status: 409, title: "next item" } } } }];
    if ("call" in step) return this.#run(step, items);
    if ("wait" in step) {
      const { duration, until } = step.wait;
      if (secondsOf(duration) !== undefined) return [{ [id]: { wait: duration as string, ...metadata } }];
      const time = JSON.stringify(until ?? duration ?? "");
      this.limitations.push(unknownTime(id, time, "a task"));
      return todo(step, `wait ${breakExpressions(time)}`);
    }
    this.limitations.push(placeholderStep(step, "a task"));
    return todo(step, breakExpressions(step.annotation ?? ""));
  }

  #run(step: Extract<Step, { call: unknown }>, items: Items): Entry[] {
    const { id, call } = step;
    if (typeof call !== "string") {
      this.limitations.push(unknownCall(id, "fill in its name"));
      return todo(step, "run another workflow");
    }
    const input = inputsOf(step.inputs, items);
    const workflow = { namespace: "flowright", name: slug(call), version: "latest", input };
    return [{ [id]: { run: { workflow }, ...metadataOf(step) } }];
  }
}

/** A task that only marks a place. */
const todo = (step: Step, what: string): Entry[] => [
  { [step.id]: { set: { todo: what }, ...metadataOf(step) } },
];
