import { coerce, coverSpan, prepareRequest, spanOriginal } from "@flowright/generate/codec";
import {
  type Condition,
  type Inputs,
  isRef,
  type Step,
  type Value,
  type Workflow,
} from "@flowright/workflow";
import type { Catalog, FieldSchema } from "@flowright/workflow/catalog";
import type { Random } from "@flowright/workflow/core";
import { type Mark, unmark } from "./marks.js";
import { renderBlock } from "./render-block.js";
import { renderTrigger, withTrigger } from "./render-trigger.js";
import { RequestBuilder } from "./request-builder.js";
import { restyle } from "./restyle.js";

/** A request, the workflow that it asks for, and what the candidates must and must not hold. */
export interface SyntheticPair {
  request: string;
  workflow: Workflow;
  catalog: Catalog;
  used: readonly string[];
  withheld: readonly string[];
  /** The catalogue was made for this pair alone. */
  once?: boolean;
}

const MUST = ["if", "forEach", "while", "until", "parallel", "try", "wait", "call"] as const;

/** Makes up a pair over a catalogue. Undefined when the dice led nowhere; simply throw them again. */
export function makePair(catalog: Catalog, rng: Random): SyntheticPair | undefined {
  const story = new RequestBuilder(catalog, rng);
  const trigger = renderTrigger(story);
  const most = rng.weighted({ 1: 16, 2: 38, 3: 27, 4: 12, 6: 5 });
  const body = renderBlock(
    story,
    { depth: 0, loop: false, sentences: true },
    Number(most),
    rng.chance(0.08) ? rng.pick(MUST) : undefined,
  );
  if (!body.steps.length || [...story.withheld].some((id) => story.used.has(id))) return undefined;
  story.workflow.steps.push(...body.steps);
  const told = withTrigger(story, trigger, body.text, body.steps.length === 1 && !/[.\n]/.test(body.text));
  const { text, places } = unmark(restyle(told, rng));
  const request = prepareRequest(text);
  const words = (mark: Mark): string | undefined => {
    const place = places.get(mark);
    const span = place && coverSpan(request, request.offsetOf(place[0]), request.offsetOf(place[1]));
    return span && spanOriginal(request, span);
  };
  const workflow = resolveMarks(story.workflow, words, story);
  return (
    workflow && { request: text, workflow, catalog, used: [...story.used], withheld: [...story.withheld] }
  );
}

/** Puts words in the place of marks. Undefined when a node lost its words. */
function resolveMarks(
  workflow: Workflow,
  words: (mark: Mark) => string | undefined,
  story: RequestBuilder,
): Workflow | undefined {
  let lost = false;
  const note = (node: { annotation?: string }) => {
    const text = node.annotation === undefined ? undefined : words(node.annotation);
    if (text === undefined) lost = true;
    else node.annotation = text;
  };
  const value = (raw: Value | undefined, schema: FieldSchema): Value | undefined => {
    const mark = (raw as { said?: Mark } | undefined)?.said;
    if (mark === undefined) return raw;
    const text = words(mark);
    if (text === undefined) return undefined;
    if (schema.type === "array") {
      const item = coerce(schema.items ?? {}, text);
      return item === undefined ? undefined : [item];
    }
    return coerce(schema, text);
  };
  const inputs = (given: Inputs | undefined, use: string) => {
    const properties = story.catalog.get(use)?.inputs.properties ?? {};
    for (const [name, raw] of Object.entries(given ?? {})) {
      const settled = value(raw, properties[name] ?? {});
      if (settled === undefined) delete given![name];
      else
        given![name] =
          properties[name]?.type === "array" && isRef(settled) && properties[name]?.items
            ? [settled]
            : settled;
    }
  };
  const condition = (given: Condition, annotation: string): Condition => {
    if ("all" in given) return { all: given.all.map((part) => condition(part, annotation)) };
    if ("any" in given) return { any: given.any.map((part) => condition(part, annotation)) };
    if ("not" in given) return { not: condition(given.not, annotation) };
    if ("says" in given) return { says: annotation };
    if (!("right" in given)) return given;
    const schema = compared(given.left, story);
    const right = value(given.right, schema);
    return right === undefined ? { says: annotation } : { ...given, right };
  };
  const visit = (step: Step): void => {
    note(step);
    const said = step.annotation ?? "";
    if ("use" in step) inputs(step.inputs, step.use);
    else if ("if" in step) {
      step.if = condition(step.if, said);
      step.then.forEach(visit);
      for (const branch of step.elseIf ?? []) {
        note(branch);
        branch.if = condition(branch.if, branch.annotation ?? "");
        branch.then.forEach(visit);
      }
      step.else?.forEach(visit);
    } else if ("while" in step) step.while = condition(step.while, said);
    else if ("until" in step) step.until = condition(step.until, said);
    else if ("wait" in step) {
      const duration = value(step.wait.duration, { type: "string", format: "duration" });
      const until = value(step.wait.until, { type: "string" });
      step.wait = {
        ...(duration === undefined ? {} : { duration }),
        ...(until === undefined ? {} : { until }),
      };
    } else if ("call" in step) step.call = value(step.call, { type: "string" }) ?? null;
    if ("do" in step) step.do.forEach(visit);
    if ("parallel" in step) for (const branch of step.parallel) branch.forEach(visit);
    if ("try" in step) [...step.try, ...step.catch].forEach(visit);
  };
  if (workflow.trigger) {
    note(workflow.trigger);
    if ("use" in workflow.trigger) inputs(workflow.trigger.inputs, workflow.trigger.use);
  }
  workflow.steps.forEach(visit);
  return lost ? undefined : workflow;
}

const FLAT: Readonly<Record<string, FieldSchema>> = {
  number: { type: "number" },
  integer: { type: "number" },
};

/** Only the type of the left side matters: the words of the right side stay as they were said. */
function compared(left: Value, story: RequestBuilder): FieldSchema {
  if (!isRef(left)) return {};
  const [root, key] = left.ref.split(".");
  const thing = story.everything.get(root ?? "");
  return FLAT[(key && thing?.schema.properties?.[key]?.type) || ""] ?? {};
}
