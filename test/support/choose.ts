import { createHash } from "node:crypto";
import { engines } from "@flowright/engines";
import { type Condition, stepKind, type Value, type Workflow, walk } from "@flowright/workflow";
import { FlowrightError } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import type { Source } from "./every-workflow.js";
import { endsBeside, traceOf } from "./worlds.js";

const catalog = coreCatalog();

const valueKind = (value: Value | undefined): string =>
  Array.isArray(value)
    ? "list"
    : value === null || typeof value !== "object"
      ? typeof value
      : (Object.keys(value)[0] ?? "record");

function* conditionFeatures(condition: Condition): Generator<string> {
  if ("says" in condition) yield "condition says";
  else if ("not" in condition) {
    yield "condition not";
    yield* conditionFeatures(condition.not);
  } else if ("op" in condition) {
    yield `condition ${condition.op}`;
    yield `left ${valueKind(condition.left)}`;
    if ("right" in condition) yield `right ${valueKind(condition.right)}`;
  } else {
    yield `condition ${Object.keys(condition)[0]}`;
    for (const part of "all" in condition ? condition.all : condition.any) yield* conditionFeatures(part);
  }
}

/** What the engines make of it: their limitations, whether files come beside the first, whether n8n's come back. */
function* engineFeatures(workflow: Workflow): Generator<string> {
  for (const [id, engine] of engines) {
    const { files, limitations } = engine.export(workflow, catalog);
    yield `${id} writes ${files.length}`;
    for (const { code } of limitations) yield `${id} limitation ${code}`;
    if (id !== "n8n") continue;
    try {
      engine.import!(JSON.parse(files[0]!.text), catalog);
    } catch (error) {
      if (!FlowrightError.is(error)) throw error;
      yield `${id} ${error.code}`;
    }
  }
}

const startOf = (use: string): string => (use.startsWith("schedule.") ? use : "event");

/** The constructs of a workflow, by name: node kinds and what they stand in, values, conditions, engine paths. */
export function featuresOf(workflow: Workflow): Set<string> {
  const found = new Set<string>();
  const { trigger } = workflow;
  found.add(`trigger ${trigger ? ("use" in trigger ? startOf(trigger.use) : "placeholder") : "none"}`);
  for (const { step, ancestors } of walk(workflow.steps)) {
    const kind = stepKind(step);
    const parent = ancestors.at(-1);
    found.add(kind);
    found.add(`${kind} in ${parent ? stepKind(parent) : "nothing"}`);
    if ("elseIf" in step) found.add("elseIf");
    if ("else" in step) found.add("else");
    if ("wait" in step)
      for (const [key, value] of Object.entries(step.wait)) found.add(`wait ${key} ${typeof value}`);
    if ("call" in step) found.add(`call ${valueKind(step.call)}`);
    if ("forEach" in step) found.add(`forEach ${valueKind(step.forEach)}`);
    for (const value of Object.values(("inputs" in step && step.inputs) || {}))
      found.add(`input ${valueKind(value)}`);
    if ("if" in step)
      for (const { if: condition } of [step, ...(step.elseIf ?? [])])
        for (const feature of conditionFeatures(condition)) found.add(feature);
  }
  if (workflow.missing?.length) found.add("missing");
  if (endsBeside(workflow)) found.add("ends beside");
  if (traceOf(workflow).some(({ error }) => error !== undefined)) found.add("fails");
  for (const feature of engineFeatures(workflow)) found.add(feature);
  return found;
}

/** How many of each source there are at least: what people write must not give way to random shapes. */
const AT_LEAST: Record<Source, number> = { written: 20, generated: 8, shape: 16 };

/**
 * Chooses workflows that have every construct of all of them twice where two have it: greedily the one with most
 * constructs that are still wanted for its size, then by hash until there are `count`, {@link AT_LEAST} of each source.
 */
export function choose(all: readonly { source: Source; workflow: Workflow }[], count: number): Workflow[] {
  const rest = all
    .map(({ source, workflow }) => {
      const text = JSON.stringify(workflow);
      const hash = createHash("sha256").update(text).digest("hex");
      return { source, workflow, size: text.length, hash, features: featuresOf(workflow) };
    })
    .sort((a, b) => (a.hash < b.hash ? -1 : 1));
  type Candidate = (typeof rest)[number];
  const chosen: Candidate[] = [];
  const take = (one: Candidate) => chosen.push(...rest.splice(rest.indexOf(one), 1));
  const times = new Map<string, number>();
  const had = (feature: string) => times.get(feature) ?? 0;
  const gain = ({ features, size }: Candidate) =>
    [...features].filter((feature) => had(feature) < 2).length / size ** 0.25;
  for (;;) {
    const best = rest.reduce((a, b) => (gain(b) > gain(a) ? b : a));
    if (gain(best) === 0) break;
    for (const feature of best.features) times.set(feature, had(feature) + 1);
    take(best);
  }
  const from = (source: Source) => chosen.filter((one) => one.source === source).length;
  for (const source of Object.keys(AT_LEAST) as Source[])
    while (from(source) < AT_LEAST[source]) take(rest.find((one) => one.source === source)!);
  while (chosen.length < count) take(rest[0]!);
  return chosen.sort((a, b) => (a.hash < b.hash ? -1 : 1)).map(({ workflow }) => workflow);
}
