import { type Condition, isRef, isTemplate, schemaOfRef, type Value } from "@flowright/workflow";
import type { FieldSchema } from "@flowright/workflow/catalog";
import { FlowrightError } from "@flowright/workflow/core";
import { coerce } from "../coerce.js";
import type { PreparedRequest } from "../request.js";
import { findSpan, spanOriginal, spanText } from "../span.js";
import type { InputsAnswer } from "../task-answers.js";
import type { InputTask } from "../tasks.js";
import { targets, type Visible } from "../visible.js";
import { fieldWords } from "./inputs-prompt.js";
import { plain, TOKENS as T } from "./tokens.js";

const MAX_SPAN_WORDS = 5;

function copySpan(value: unknown, schema: FieldSchema, request: PreparedRequest): string {
  if (typeof value === "string") {
    const span = findSpan(request, value);
    if (span) return T.copy + spanText(request, span);
  }
  for (let first = 0; first < request.segments.length; first++) {
    if (!request.segments[first]!.begins) continue;
    for (let last = first; last < Math.min(first + MAX_SPAN_WORDS, request.segments.length); last++)
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
  answer: InputsAnswer,
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

/** Whether an answer that {@link printInputs} spelled says nothing at all. */
export const isEmptyAnswer = (answer: string): boolean => answer === T.eos;
