import { coerce } from "@flowright/generate/codec";
import {
  type Condition,
  type Inputs,
  isRef,
  type Step,
  type Value,
  type Workflow,
} from "@flowright/workflow";
import type { FieldSchema } from "@flowright/workflow/catalog";
import type { Mark } from "./marks.js";
import type { MarkedLiteral, RequestBuilder } from "./request-builder.js";

/**
 * Puts words in the place of the marks of the builder's workflow.
 * @returns undefined where a node lost its words.
 */
export function resolveMarks(
  builder: RequestBuilder,
  wordsOf: (mark: Mark) => string | undefined,
): Workflow | undefined {
  const { workflow } = builder;
  const resolver = new Resolver(builder, wordsOf);
  const { trigger } = workflow;
  if (trigger) {
    resolver.annotation(trigger);
    if ("use" in trigger) resolver.inputs(trigger.inputs, trigger.use);
  }
  for (const step of workflow.steps) resolver.step(step);
  return resolver.lost ? undefined : workflow;
}

class Resolver {
  /** A node lost its words. */
  lost = false;

  constructor(
    private readonly builder: RequestBuilder,
    private readonly wordsOf: (mark: Mark) => string | undefined,
  ) {}

  annotation(node: { annotation?: string }): void {
    const text = node.annotation === undefined ? undefined : this.wordsOf(node.annotation);
    if (text === undefined) this.lost = true;
    else node.annotation = text;
  }

  inputs(given: Inputs = {}, use: string): void {
    const schemas = this.builder.catalog.get(use)?.inputs.properties ?? {};
    for (const [name, raw] of Object.entries(given)) {
      const schema = schemas[name] ?? {};
      const value = this.#value(raw, schema);
      if (value === undefined) delete given[name];
      else given[name] = schema.type === "array" && isRef(value) && schema.items ? [value] : value;
    }
  }

  step(step: Step): void {
    this.annotation(step);
    const words = step.annotation ?? "";
    if ("use" in step) this.inputs(step.inputs, step.use);
    else if ("if" in step) {
      step.if = this.#condition(step.if, words);
      this.#block(step.then);
      for (const branch of step.elseIf ?? []) {
        this.annotation(branch);
        branch.if = this.#condition(branch.if, branch.annotation ?? "");
        this.#block(branch.then);
      }
      this.#block(step.else ?? []);
    } else if ("while" in step) step.while = this.#condition(step.while, words);
    else if ("until" in step) step.until = this.#condition(step.until, words);
    else if ("wait" in step) {
      const duration = this.#value(step.wait.duration, { type: "string", format: "duration" });
      const until = this.#value(step.wait.until, { type: "string" });
      step.wait = {
        ...(duration === undefined ? {} : { duration }),
        ...(until === undefined ? {} : { until }),
      };
    } else if ("call" in step) step.call = this.#value(step.call, { type: "string" }) ?? null;
    if ("do" in step) this.#block(step.do);
    if ("parallel" in step) for (const branch of step.parallel) this.#block(branch);
    if ("try" in step) this.#block([...step.try, ...step.catch]);
  }

  #block(steps: readonly Step[]): void {
    for (const step of steps) this.step(step);
  }

  #value(raw: Value | null | undefined, schema: FieldSchema): Value | undefined {
    const mark = (raw as Partial<MarkedLiteral> | null | undefined)?.mark;
    if (mark === undefined) return raw ?? undefined;
    const text = this.wordsOf(mark);
    if (text === undefined) return undefined;
    if (schema.type === "array") {
      const item = coerce(schema.items ?? {}, text);
      return item === undefined ? undefined : [item];
    }
    return coerce(schema, text);
  }

  #condition(given: Condition, words: string): Condition {
    if ("all" in given) return { all: given.all.map((part) => this.#condition(part, words)) };
    if ("any" in given) return { any: given.any.map((part) => this.#condition(part, words)) };
    if ("not" in given) return { not: this.#condition(given.not, words) };
    if ("says" in given) return { says: words };
    if (!("right" in given)) return given;
    const right = this.#value(given.right, this.#comparedWith(given.left));
    return right === undefined ? { says: words } : { ...given, right };
  }

  /** Only whether the left side is a number matters: other words of the right side stay as they are. */
  #comparedWith(left: Value): FieldSchema {
    if (!isRef(left)) return {};
    const [root = "", key = ""] = left.ref.split(".");
    const type = this.builder.introduced.get(root)?.schema.properties?.[key]?.type;
    return type === "number" || type === "integer" ? { type: "number" } : {};
  }
}
