import { type Condition, isRef, isTemplate, schemaOfRef, type Value } from "@flowright/workflow";
import type { Catalog, FieldSchema } from "@flowright/workflow/catalog";
import { FlowrightError, identifierWords } from "@flowright/workflow/core";
import { coerce } from "../coerce.js";
import { findSpan, type PreparedRequest, spanOriginal, spanText } from "../request.js";
import { makeHandles } from "./aliases.js";
import { spellVisible, targets, type Visible } from "../visible.js";
import type { InputTask } from "../tasks.js";
import { plain, TOKENS as T } from "./tokens.js";

/** What a field can be chosen from; undefined when it is not a choice. */
export function optionsOf(schema: FieldSchema): readonly string[] | undefined {
  return schema.enum ?? (schema.type === "boolean" ? ["yes", "no"] : undefined);
}

/** How a field is spelled in prompt and answer. */
export const fieldWords = (name: string): string => plain(identifierWords(name).join(" ") || name);

function question(task: InputTask, catalog: Catalog): string {
  if (task.kind === "list") return T.forEach;
  if (task.kind === "condition") return T.if;
  const step = task.use === undefined ? undefined : catalog.get(task.use);
  const head = step ? T.use + plain(makeHandles([step]).of(step.id)) : task.part === "wait" ? T.wait : T.call;
  const fields = Object.entries(task.fields).map(([name, schema]) => {
    const options = (optionsOf(schema) ?? []).map((option) => T.option + plain(option));
    return `${T.field}${fieldWords(name)}${options.join("")}`;
  });
  return head + fields.join("");
}

/** A node's annotation as outlines spell it: a span of words, without the marks that complete it in the document. */
export function annotationWords({ annotation }: InputTask, request: PreparedRequest): string {
  const span = findSpan(request, annotation);
  return plain(span ? spanText(request, span) : annotation);
}

/** The prompt of stage 2: the request, the node's words, what is visible to it, and what is asked. */
export function inputsPrompt(
  task: InputTask,
  request: PreparedRequest,
  visible: readonly Visible[],
  catalog: Catalog,
): string {
  const scope = visible.map(spellVisible).join("");
  const said = task.annotation ? T.at + annotationWords(task, request) : "";
  return `${T.inputs}${T.request}${request.text}${said}${scope}${question(task, catalog)}${T.answer}`;
}

const LONGEST_SPAN = 5;

function copySpan(value: unknown, schema: FieldSchema, request: PreparedRequest): string {
  if (typeof value === "string") {
    const span = findSpan(request, value);
    if (span) return T.copy + spanText(request, span);
  }
  for (let first = 0; first < request.segments.length; first++) {
    if (!request.segments[first]!.begins) continue;
    for (let last = first; last < Math.min(first + LONGEST_SPAN, request.segments.length); last++)
      if (request.segments[last]!.ends && coerce(schema, spanOriginal(request, { first, last })) === value)
        return T.copy + spanText(request, { first, last });
  }
  throw new FlowrightError("CODEC_PARSE", `the value ${JSON.stringify(value)} is not said in the request`);
}

function refWords(ref: string, visible: readonly Visible[]): string {
  const target = targets(visible).find((one) => one.ref === ref);
  if (!target) throw new FlowrightError("CODEC_PARSE", `"${ref}" is not visible here`);
  return T.ref + plain(target.words);
}

/** Spells a value. @throws {FlowrightError} CODEC_PARSE when the request and the scope do not hold it. */
export function printValue(
  value: Value,
  schema: FieldSchema,
  request: PreparedRequest,
  visible: readonly Visible[],
): string {
  if (isRef(value)) return refWords(value.ref, visible);
  if (isTemplate(value))
    return value.template
      .split(/(\{\{[^}]*\}\})/)
      .filter((part) => part.trim())
      .map((part) =>
        part.startsWith("{{")
          ? refWords(part.slice(2, -2).trim(), visible)
          : copySpan(part.trim(), {}, request),
      )
      .join("");
  if (Array.isArray(value))
    return value.map((part) => printValue(part, schema.items ?? {}, request, visible)).join("");
  if (typeof value === "boolean") return T.option + plain(value ? "yes" : "no");
  if (schema.enum && typeof value === "string") return T.option + plain(value);
  return copySpan(value, schema, request);
}

/** What the right side of a comparison is read as: a number beside a number, else the words as they were said. */
export function comparedWith(left: Value, visible: readonly Visible[]): FieldSchema {
  const type = isRef(left) ? schemaOfRef(left.ref, visible)?.type : undefined;
  return { type: type === "number" || type === "integer" ? "number" : "string" };
}

function printCondition(condition: Condition, request: PreparedRequest, visible: readonly Visible[]): string {
  if ("says" in condition) return T.none;
  if ("all" in condition)
    return T.all + condition.all.map((c) => printCondition(c, request, visible)).join("") + T.end;
  if ("any" in condition)
    return T.any + condition.any.map((c) => printCondition(c, request, visible)).join("") + T.end;
  if ("not" in condition) return T.not + printCondition(condition.not, request, visible);
  const left = printValue(condition.left, {}, request, visible);
  if (!("right" in condition)) return left + T[condition.op];
  return (
    left +
    T[condition.op] +
    printValue(condition.right, comparedWith(condition.left, visible), request, visible)
  );
}

/** Spells the answer to a task: fields with values in the order of the schema, a condition, or a list. */
export function printInputs(
  task: InputTask,
  answer: { inputs?: Readonly<Record<string, Value>>; condition?: Condition; list?: Value },
  request: PreparedRequest,
  visible: readonly Visible[],
): string {
  if (task.kind === "condition")
    return printCondition(answer.condition ?? { says: "" }, request, visible) + T.eos;
  if (task.kind === "list")
    return (isRef(answer.list) ? printValue(answer.list, {}, request, visible) : T.none) + T.eos;
  const parts = Object.entries(task.fields).flatMap(([name, schema]) => {
    const value = answer.inputs?.[name];
    return value === undefined
      ? []
      : [T.field + fieldWords(name) + printValue(value, schema, request, visible)];
  });
  return parts.join("") + T.eos;
}
