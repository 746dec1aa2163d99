import type { StepDefinition } from "@flowright/workflow/catalog";
import { FlowrightError } from "@flowright/workflow/core";
import { queriesOf, retrieverOf } from "../retrieval/index.js";
import { codecOf } from "./codec.js";
import { generateCompact } from "./compact.js";
import { generateJson } from "./json.js";
import { Meter } from "./meter.js";
import { checkRequest } from "./request.js";
import { settle } from "./finalize-workflow.js";
import type { GenerateEvent, GenerateOptions, GenerateResult } from "./types.js";

/** The steps that a model may choose from: those of the oracle, or what retrieval finds. */
export async function candidatesOf(
  request: string,
  options: Omit<GenerateOptions, "model">,
): Promise<StepDefinition[]> {
  const { catalog, oracle, candidates, dense, signal } = options;
  if (oracle) return oracle.map((id) => catalog.get(id) ?? unknownStep(id));
  const found = (options.retriever ?? retrieverOf(catalog)).retrieve(request, {
    ...(candidates === undefined ? {} : { actions: candidates }),
    ...(dense ? { dense: await dense.index(catalog, queriesOf(request), signal) } : {}),
  });
  return [...found.triggers, ...found.actions];
}

function unknownStep(id: string): never {
  throw new FlowrightError("CATALOG_STEP_UNKNOWN", `the catalogue has no step "${id}"`);
}

/**
 * Turns a request into a workflow and tells of every part as soon as it is there; the last event is `done`.
 * Events are snapshots: later ones do not change them.
 * @throws {FlowrightError} REQUEST_EMPTY, REQUEST_TOO_LONG, ABORTED, and what the model throws.
 */
export async function* generateEvents(
  request: string,
  options: GenerateOptions,
): AsyncGenerator<GenerateEvent, void, void> {
  for await (const event of liveEvents(request, options)) yield structuredClone(event);
}

/** {@link generateEvents} over the one document that the work is done in. */
async function* liveEvents(
  request: string,
  options: GenerateOptions,
): AsyncGenerator<GenerateEvent, void, void> {
  const meter = new Meter();
  const prepared = checkRequest(request);
  if (options.signal?.aborted) throw new FlowrightError("ABORTED", "stopped before it began");
  const candidates = await candidatesOf(request, options);
  meter.retrieved();
  const ids = (kind: StepDefinition["kind"]) =>
    candidates.filter((step) => step.kind === kind).map((step) => step.id);
  yield { type: "candidates", triggers: ids("trigger"), actions: ids("action") };
  const codec = codecOf(options);
  if (codec === "compact" && !options.model.capabilities.compact)
    throw new FlowrightError(
      "MODEL_UNSUITABLE",
      `${options.model.id} does not know the control tokens of the compact codec`,
      { hint: "Use the json codec with it." },
    );
  const events =
    codec === "compact"
      ? generateCompact(prepared, candidates, options, meter)
      : generateJson(prepared, candidates, options, meter);
  const early: GenerateResult["issues"] = [];
  let next = await events.next();
  for (; !next.done; next = await events.next()) {
    if (next.value.type === "issue") early.push(next.value.issue);
    yield next.value;
  }
  const { workflow, issues } = settle(next.value, options.catalog);
  for (const missing of workflow.missing ?? []) yield { type: "missing", missing };
  yield { type: "done", workflow, issues: [...early, ...issues], stats: meter.stats() };
}

/** {@link generateEvents}, collected. */
export async function generate(request: string, options: GenerateOptions): Promise<GenerateResult> {
  for await (const event of generateEvents(request, options))
    if (event.type === "done") return { workflow: event.workflow, issues: event.issues, stats: event.stats };
  throw new Error("the events ended without a result");
}
