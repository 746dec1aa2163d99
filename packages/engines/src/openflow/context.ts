import { type Condition, type Inputs, type Step, type Value, type Workflow, walk } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { isConstant, javascript, javascriptCondition } from "../javascript.js";
import { undecidedCondition } from "../limitations.js";
import { literalOf } from "../support.js";
import type { Limitation } from "../types.js";
import { undecidedIn } from "../words.js";
import { type Items, inFlow, resultOf } from "./expressions.js";
import { DECIDE, END, parameterOf } from "./scripts.js";
import type { Module, Transform, Transforms } from "./types.js";

/** Windmill replaces texts that begin like this, such as `$res:`, wherever they come from. */
const REPLACED = /^\$(?=\w+:)/;

/** What the builders of modules share: ids, limitations, scripts, and how values are written. */
export abstract class ModuleContext {
  readonly limitations: Limitation[] = [];
  readonly #takenIds: Set<string>;

  constructor(
    readonly workflow: Workflow,
    readonly catalog: Catalog,
  ) {
    this.#takenIds = new Set([...walk(workflow.steps)].map(({ step }) => step.id));
  }

  abstract block(steps: readonly Step[], items: Items): Module[];

  limit(step: string, code: Limitation["code"], message: string): void {
    this.limitations.push({ step, code, message });
  }

  isTaken(id: string): boolean {
    return this.#takenIds.has(id);
  }

  /** An id that no other module has: the wanted one, with underscores where it is taken. */
  id(wanted: string): string {
    let id = wanted;
    while (this.#takenIds.has(id)) id += "_";
    this.#takenIds.add(id);
    return id;
  }

  script(id: string, content: string, transforms: Transforms, summary: string): Module {
    return {
      id,
      summary,
      value: { type: "rawscript", language: "bun", content, input_transforms: transforms },
    };
  }

  /** A script that returns the reason of an early exit, for later modules and enclosing loops. */
  exit(id: string, end: Transform, summary = "Hand the end on"): Module {
    return this.script(this.id(`${id}_end`), END, { end }, summary);
  }

  transforms(step: string, inputs: Inputs = {}, items: Items): Transforms {
    return Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [parameterOf(name), this.#transform(step, value, items)]),
    );
  }

  #transform(step: string, value: Value, items: Items): Transform {
    if (!isConstant(value)) return { type: "javascript", expr: javascript(value, inFlow(items)) };
    const literal = Array.isArray(value) ? value.map(literalOf) : literalOf(value);
    return { type: "static", value: this.#unreplaced(step, literal) };
  }

  /** Changes texts that Windmill would replace by a resource or a variable. */
  #unreplaced(step: string, value: unknown): unknown {
    if (typeof value === "string") {
      if (!REPLACED.test(value)) return value;
      const message = "a space is added to a text that Windmill would replace by a resource or a variable";
      this.limit(step, "value", message);
      return value.replace(REPLACED, "$ ");
    }
    if (Array.isArray(value)) return value.map((one) => this.#unreplaced(step, one));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, this.#unreplaced(step, one)]),
    );
  }

  /** A script for each undecided part of a condition, and the condition over their results. */
  condition(id: string, condition: Condition, items: Items): { before: Module[]; expr: string } {
    const scripts = new Map(undecidedIn(condition).map((text) => [text, this.id(`${id}_decide`)]));
    const before = [...scripts].map(([text, name]) => {
      this.limitations.push(undecidedCondition(id, text, "a script decides it and returns true or false"));
      const question: Transform = { type: "static", value: this.#unreplaced(id, text) };
      return this.script(name, DECIDE, { question }, `Decide: ${text}`);
    });
    const result = (text: string) => resultOf(scripts.get(text)!);
    return { before, expr: javascriptCondition(condition, inFlow(items), result) };
  }
}
