import type { StepDefinition } from "../catalog/index.js";
import { compact, type PreparedRequest } from "../codec/index.js";
import { FlowrightError } from "../core/index.js";
import { retrieverOf } from "../retrieval/index.js";
import type { Workflow } from "../workflow/index.js";
import { formOf } from "./codec.js";
import { fillEvents } from "./fill.js";
import type { Meter } from "./meter.js";
import { preferSteps } from "./prefer.js";
import { nameOf } from "./request.js";
import { callOptions } from "./sampling.js";
import { closeBlocks, dropRepetitions, repetitionKey } from "./settle.js";
import type { GenerateEvent, GenerateOptions } from "./types.js";

const LONGEST_OUTLINE = 1024;
/** Chosen on gold/dev among 2, 4, 8, 12, 20 and 40. */
const RETRIEVAL_WEIGHT = 8;
/** After this many repetitions the answer is stopped: nothing new will come. */
const MOST_REPETITIONS = 2;

/**
 * The compact codec: the outline, then the inputs of all nodes at once, or of one after the other in the same text.
 * Returns the document.
 */
export async function* generateCompact(
  request: PreparedRequest,
  candidates: readonly StepDefinition[],
  options: GenerateOptions,
  meter: Meter,
): AsyncGenerator<GenerateEvent, Workflow, void> {
  const { model, constrained = true, retrievalWeight: weight = RETRIEVAL_WEIGHT } = options;
  const handles = compact.makeHandles(candidates);
  const form = formOf(options);
  const prompt =
    form.stages === 1
      ? compact.wholePrompt(request, candidates, handles, options.catalog)
      : compact.outlinePrompt(request, candidates, handles);
  const grammar = constrained ? compact.outlineGrammar(request, handles, form) : undefined;
  const parser = new compact.OutlineParser(request, handles, form);
  let written = "";
  const workflow = parser.finish();
  workflow.name = nameOf(request.original);
  const seen = new Set<string>();
  let repetitions = 0;
  try {
    for await (const chunk of model.generate({
      prompt,
      maxTokens: LONGEST_OUTLINE,
      ...(grammar ? { grammar } : {}),
      ...(weight > 0
        ? {
            prefer: preferSteps(
              request,
              candidates,
              handles,
              options.retriever ?? retrieverOf(options.catalog),
              weight,
            ),
          }
        : {}),
      ...callOptions(options),
    })) {
      if (chunk.type === "finish") {
        meter.count(chunk.usage);
        continue;
      }
      written += chunk.text;
      for (const news of parser.push(chunk.text)) {
        meter.node();
        const key = news.kind === "step" ? repetitionKey(news.step) : undefined;
        if (key !== undefined && seen.has(key)) {
          repetitions++;
          continue;
        }
        if (key !== undefined) seen.add(key);
        if (news.kind === "trigger") yield { type: "trigger", trigger: workflow.trigger! };
        else yield { type: "step", step: news.step, depth: news.depth, workflow };
      }
      if (repetitions >= MOST_REPETITIONS) break;
    }
  } catch (error) {
    // Without a grammar an answer can break off anywhere: what was read before that still stands.
    if (!FlowrightError.is(error) || error.code !== "CODEC_PARSE") throw error;
    yield {
      type: "issue",
      issue: { code: "shape", severity: "warning", path: "steps", message: error.message },
    };
  }
  if (!parser.complete)
    yield {
      type: "issue",
      issue: {
        code: "shape",
        severity: "warning",
        path: "steps",
        message: "the outline was cut off; the last steps may be missing",
      },
    };
  workflow.steps = closeBlocks(dropRepetitions(workflow.steps));
  meter.outline();
  const text = form.stages === 1 ? prompt + written.replace(compact.OUTLINE_END, "") : undefined;
  yield* fillEvents(workflow, request, options, meter, text && text + compact.OUTLINE_END);
  return workflow;
}
