import type { Condition, Inputs, Step } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { undecidedCondition } from "../limitations.js";
import type { Limitation } from "../types.js";
import { undecidedIn } from "../words.js";
import { expression, jqArgument, jqCondition } from "./jq.js";

export type Task = Record<string, unknown>;
/** An entry of a task list: the task under its name. */
export type Entry = Record<string, Task>;
/** The loop variables in scope. */
export type Items = ReadonlySet<string>;

const DECIDE = "flowright_decide";

/** Breaks what some runtimes would evaluate as an expression, by a space: `$ {`. */
export const breakExpressions = (text: string): string => text.replaceAll("${", "$ {");

/** The annotation of a step as the metadata of its task. */
export const metadataOf = ({ annotation }: { annotation?: string }): Task =>
  annotation ? { metadata: { annotation: breakExpressions(annotation) } } : {};

/** Keeps the output of a task in `$context`, for later ones. */
export const keep = (id: string) => ({ as: expression(`$context + {${JSON.stringify(id)}: .}`) });

export const inputsOf = (inputs: Inputs = {}, items: Items): Task =>
  Object.fromEntries(Object.entries(inputs).map(([field, value]) => [field, jqArgument(value, items)]));

/** The name of a step's first task. */
export function entryOf(step: Step): string {
  const condition = "if" in step ? step.if : "while" in step ? step.while : undefined;
  if (condition && undecidedIn(condition).length) return `${step.id}_decide_1`;
  return "until" in step ? `${step.id}_body` : step.id;
}

/** What the builders of tasks share: limitations, functions, and how conditions are written. */
export abstract class TaskContext {
  readonly limitations: Limitation[] = [];
  /** The functions that the tasks call, by name. */
  readonly functions = new Map<string, Task>();
  #decisions = 0;

  constructor(readonly catalog: Catalog) {}

  abstract block(steps: readonly Step[], items: Items): Entry[];

  /** A task that calls a function, which is an HTTP request to be filled in. */
  call(name: string, title: string, inputs: Inputs, items: Items): Task {
    this.functions.set(name, {
      call: "http",
      metadata: { title: breakExpressions(title) },
      with: { method: "post", endpoint: `https://example.invalid/${name}`, body: expression(".") },
    });
    return { call: name, with: inputsOf(inputs, items) };
  }

  /**
   * A task for each undecided part of a condition, and the condition over their outputs.
   * @param name What the names of the tasks begin with. Default: the step's id.
   * @returns `entry`: the name of the first task; `name` itself where nothing is undecided.
   */
  condition(
    step: string,
    condition: Condition,
    items: Items,
    name = step,
  ): { before: Entry[]; entry: string; when: string } {
    const variables = new Map(undecidedIn(condition).map((text) => [text, `c${++this.#decisions}`]));
    const before = [...variables].map(([text, variable], i): Entry => {
      this.limitations.push(
        undecidedCondition(step, text, "a function decides it and returns true or false"),
      );
      const task = this.call(DECIDE, "Decide a question", { question: text }, items);
      return { [`${name}_decide_${i + 1}`]: { ...task, export: keep(variable) } };
    });
    const when = expression(jqCondition(condition, items, (text) => variables.get(text)!));
    return { before, entry: before.length ? `${name}_decide_1` : name, when };
  }
}
