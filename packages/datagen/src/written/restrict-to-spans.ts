import {
  compact,
  coverSpan,
  findSpan,
  type PreparedRequest,
  prepareRequest,
  spanOriginal,
} from "@flowright/generate/codec";
import { type Condition, isRef, isTemplate, type Step, type Value, type Workflow } from "@flowright/workflow";
import type { Catalog, FieldSchema } from "@flowright/workflow/catalog";

/**
 * Restricts a workflow to what the compact codec can print, in place: annotations and values that are runs of whole
 * words of the request. Quotation marks and brackets at the ends go, a value that the request does not hold is left
 * out, a condition with such a value is kept in words alone, and a node without words takes those of the step beside it.
 */
export function restrictToSpans(workflow: Workflow, text: string, catalog: Catalog): Workflow {
  const request = prepareRequest(text);
  const visit = (steps: Step[], around: string | undefined): void => {
    for (const [i, step] of steps.entries()) {
      const [before, after] = [steps[i - 1], steps[i + 1]];
      const beside = "do" in step ? (before ?? after) : (after ?? before);
      const inside = "try" in step ? step.try[0] : "do" in step ? step.do[0] : undefined;
      const words = [step, beside, inside].map((node) => toSpan(node?.annotation, request));
      setAnnotation(step, words.find((one) => one !== undefined) ?? around);
      if ("use" in step) restrictInputs(step.inputs, catalog.get(step.use)?.inputs.properties ?? {}, request);
      if ("if" in step) {
        step.if = restrictCondition(step.if, step.annotation, request);
        visit(step.then, step.annotation);
        for (const branch of step.elseIf ?? []) {
          setAnnotation(branch, toSpan(branch.annotation, request) ?? step.annotation);
          branch.if = restrictCondition(branch.if, branch.annotation, request);
          visit(branch.then, branch.annotation);
        }
        visit(step.else ?? [], step.annotation);
      }
      if ("while" in step) step.while = restrictCondition(step.while, step.annotation, request);
      if ("until" in step) step.until = restrictCondition(step.until, step.annotation, request);
      if ("do" in step) visit(step.do, step.annotation);
      if ("parallel" in step) for (const branch of step.parallel) visit(branch, step.annotation);
      if ("try" in step) {
        visit(step.try, step.annotation);
        visit(step.catch, step.annotation);
      }
    }
  };
  const { trigger } = workflow;
  if (trigger) {
    setAnnotation(trigger, toSpan(trigger.annotation, request));
    if ("use" in trigger)
      restrictInputs(trigger.inputs, catalog.get(trigger.use)?.inputs.properties ?? {}, request);
  }
  visit(workflow.steps, undefined);
  return workflow;
}

function setAnnotation(node: { annotation?: string }, words: string | undefined): void {
  if (words === undefined) delete node.annotation;
  else node.annotation = words;
}

/** The whole words of the request that a text covers. */
function toSpan(text: string | undefined, request: PreparedRequest): string | undefined {
  const at = text ? request.original.indexOf(text) : -1;
  if (at < 0) return undefined;
  const span = coverSpan(request, request.offsetOf(at), request.offsetOf(at + text!.length));
  const found = span && spanOriginal(request, span);
  return found && findSpan(request, found) ? found : undefined;
}

function restrictInputs(
  given: Record<string, Value> = {},
  fields: Readonly<Record<string, FieldSchema>>,
  request: PreparedRequest,
) {
  for (const [name, value] of Object.entries(given)) {
    const held = spanValue(value, fields[name] ?? {}, request);
    if (held === undefined) delete given[name];
    else given[name] = held;
  }
}

function spanValue(value: Value, schema: FieldSchema, request: PreparedRequest): Value | undefined {
  if (isRef(value) || isTemplate(value)) return value;
  if (Array.isArray(value)) {
    const items: Value[] = [];
    for (const item of value as Value[]) {
      const held = spanValue(item, schema.items ?? {}, request);
      if (held !== undefined) items.push(held);
    }
    return items.length ? items : undefined;
  }
  const trimmed = typeof value === "string" && !schema.enum ? toSpan(value, request) : undefined;
  // "dent" in "dents" is no word of the request: only quotation marks and brackets may go
  const words = trimmed !== undefined && String(value).includes(trimmed) ? trimmed : value;
  try {
    compact.printValue(words, schema, request, []);
    return words;
  } catch {
    return undefined;
  }
}

function restrictCondition(given: Condition, words = "", request: PreparedRequest): Condition {
  return spanCondition(given, words, request) ?? { says: words };
}

/** Undefined where the request does not hold a value in it. */
function spanCondition(given: Condition, words: string, request: PreparedRequest): Condition | undefined {
  if ("says" in given) return { says: words };
  if ("not" in given) {
    const not = spanCondition(given.not, words, request);
    return not && { not };
  }
  if ("all" in given || "any" in given) {
    const parts = ("all" in given ? given.all : given.any).map((part) => spanCondition(part, words, request));
    if (!parts.every((part) => part !== undefined)) return undefined;
    return "all" in given ? { all: parts } : { any: parts };
  }
  if (!("right" in given)) return given;
  const right = spanValue(given.right, typeof given.right === "number" ? { type: "number" } : {}, request);
  return right === undefined ? undefined : { ...given, right };
}
