import type { Workflow } from "@flowright/workflow";
import type { StepDefinition } from "@flowright/workflow/catalog";
import { FlowrightError } from "@flowright/workflow/core";
import type { Codec } from "../codec/index.js";
import type { LanguageModel } from "../model/index.js";
import { promptOptions } from "./build-prompt.js";
import { candidatesOf } from "./candidates.js";
import { completeTasks } from "./complete-tasks.js";
import { codecOf, formOf, type GenerateContext } from "./context.js";
import { draftedOutline } from "./drafted-outline.js";
import { finalizeWorkflow } from "./finalize-workflow.js";
import { Meter } from "./meter.js";
import { repairedAnswer } from "./repaired-answer.js";
import { checkRequest } from "./request.js";
import type { GenerateEvent, GenerateOptions, GenerateResult } from "./types.js";

/**
 * Turns a request into a workflow and tells of every part as soon as it is there; the last event is `done`.
 * Events are snapshots: later ones do not change them.
 * @throws {FlowrightError} REQUEST_EMPTY, REQUEST_TOO_LONG, CATALOG_STEP_UNKNOWN, MODEL_UNSUITABLE, ABORTED, and what the
 * model throws
 */
export async function* generateEvents(
  request: string,
  options: GenerateOptions,
): AsyncGenerator<GenerateEvent, void, void> {
  for await (const event of liveEvents(request, options)) yield structuredClone(event);
}

/** {@link generateEvents}, collected. @throws what it throws */
export async function generate(request: string, options: GenerateOptions): Promise<GenerateResult> {
  for await (const event of generateEvents(request, options))
    if (event.type === "done") return { workflow: event.workflow, issues: event.issues, stats: event.stats };
  throw new Error("the events ended without a result");
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
  meter.recordRetrieval();
  const ids = (kind: StepDefinition["kind"]) =>
    candidates.filter((step) => step.kind === kind).map((step) => step.id);
  yield { type: "candidates", triggers: ids("trigger"), actions: ids("action") };
  const codec = codecOf(options);
  checkSuitable(options.model, codec);
  const plan = codec.plan({
    request: prepared,
    catalog: options.catalog,
    candidates,
    form: formOf(codec, options.model.metadata, options.experimental),
    ...promptOptions(request, options),
  });
  const issues: GenerateResult["issues"] = [];
  const events = workflowEvents({ codec, plan, options, meter });
  let next = await events.next();
  for (; !next.done; next = await events.next()) {
    if (next.value.type === "issue") issues.push(next.value.issue);
    yield next.value;
  }
  const final = finalizeWorkflow(next.value, options.catalog);
  for (const missing of final.workflow.missing ?? []) yield { type: "missing", missing };
  yield {
    type: "done",
    workflow: final.workflow,
    issues: [...issues, ...final.issues],
    stats: meter.stats(),
  };
}

/** Outline, then inputs. Returns the document. */
async function* workflowEvents(context: GenerateContext): AsyncGenerator<GenerateEvent, Workflow, void> {
  const { codec, plan, meter } = context;
  const outline = yield* codec.repairPrompt ? repairedAnswer(context) : draftedOutline(context);
  const { workflow } = outline;
  meter.recordOutline();
  yield { type: "outline", workflow };
  const inputTaskFor = codec.inputQueries(plan, outline);
  if (inputTaskFor) yield* completeTasks(context, workflow, inputTaskFor);
  return workflow;
}

/** @throws {FlowrightError} MODEL_UNSUITABLE where the weights were not trained for the codec */
function checkSuitable({ id, capabilities, metadata }: LanguageModel, codec: Codec): void {
  if (codec.audience === "prompted") return;
  if (!capabilities.compact)
    throw new FlowrightError(
      "MODEL_UNSUITABLE",
      `${id} does not know the control tokens of the ${codec.id} codec`,
      { hint: "Use the json codec with it." },
    );
  const trained = metadata?.promptVersion;
  if (trained !== undefined && trained !== codec.promptVersion)
    throw new FlowrightError(
      "MODEL_UNSUITABLE",
      `${id} was trained for prompts of ${trained}; this version writes ${codec.promptVersion}`,
      { hint: "Use weights and a version of flowright that belong together." },
    );
}
