import type { ValidationIssue, Workflow } from "@flowright/workflow";
import type { StepDefinition } from "@flowright/workflow/catalog";
import { FlowrightError } from "@flowright/workflow/core";
import { compact, type PreparedRequest } from "../codec/index.js";
import type { ModelCall } from "../model/index.js";
import { retrieverOf } from "../retrieval/index.js";
import { formOf } from "./codec.js";
import type { Meter } from "./meter.js";
import { preferSteps } from "./retrieval-bias.js";
import { dropRepetitions, isRepetition } from "./repetition.js";
import { nameOf } from "./request.js";
import { callOptions } from "./sampling.js";
import { closeBlocks } from "./finalize-workflow.js";
import type { GenerateEvent, GenerateOptions } from "./types.js";

const LONGEST_OUTLINE = 1024;
/** What retrieval's say weighs. Chosen on gold/dev and gold/ood among 5, 8, 12 and 20. */
const RETRIEVAL_WEIGHT = 12;
/** After this many repetitions the answer is stopped: nothing new will come. */
const MOST_REPETITIONS = 2;

/** What a draft is made from. */
export interface Drafting {
  request: PreparedRequest;
  candidates: readonly StepDefinition[];
  /** Made once a request: a draft over the candidates in another order is scored under the same names. */
  handles: compact.Handles;
  options: GenerateOptions;
  meter: Meter;
}

/** One outline that a model wrote. */
export interface Draft {
  workflow: Workflow;
  prompt: string;
  answer: string;
  /** Why it is not whole; empty when it is. */
  issues: ValidationIssue[];
}

const incomplete = (message: string): ValidationIssue => ({
  code: "shape",
  severity: "warning",
  path: "steps",
  message,
});

/** What retrieval has a say with in the choice of steps, if it has one. */
export function sayOf({
  request,
  candidates,
  handles,
  options,
}: Drafting): Parameters<typeof preferSteps> | undefined {
  const { catalog, retriever, retrievalWeight: weight = RETRIEVAL_WEIGHT } = options;
  return weight > 0 ? [request, candidates, handles, retriever ?? retrieverOf(catalog), weight] : undefined;
}

/** Has the model write an outline with the compact codec, and tells of every node as soon as it is there. */
export async function* draftOutline(
  drafting: Drafting,
  sampling: Pick<ModelCall, "temperature" | "seed" | "topP"> = callOptions(drafting.options),
): AsyncGenerator<GenerateEvent, Draft, void> {
  const { request, candidates, handles, options, meter } = drafting;
  const { model, catalog, constrained = true } = options;
  const form = formOf(options);
  const prompt =
    form.stages === 1
      ? compact.wholePrompt(request, candidates, handles, catalog)
      : compact.outlinePrompt(request, candidates, handles);
  const grammar = constrained ? compact.outlineGrammar(request, handles, form) : undefined;
  const say = sayOf(drafting);
  const parser = new compact.OutlineParser(request, handles, form);
  const workflow = parser.finish();
  workflow.name = nameOf(request.original);
  const issues: ValidationIssue[] = [];
  let answer = "";
  let repetitions = 0;
  try {
    for await (const chunk of model.generate({
      prompt,
      maxTokens: LONGEST_OUTLINE,
      ...(grammar ? { grammar } : {}),
      ...(say ? { prefer: preferSteps(...say) } : {}),
      stopWhen: () => repetitions >= MOST_REPETITIONS,
      ...callOptions(options),
      ...sampling,
    })) {
      if (chunk.type === "finish") {
        meter.count(chunk.usage);
        continue;
      }
      // a backend without `stopWhen` goes on; it is heard to the end for the tokens that it counts
      if (repetitions >= MOST_REPETITIONS) continue;
      answer += chunk.text;
      for (const news of parser.push(chunk.text)) {
        meter.node();
        if (news.kind === "step" && isRepetition(news.step, workflow.steps)) {
          repetitions++;
          continue;
        }
        if (news.kind === "trigger") yield { type: "trigger", trigger: workflow.trigger! };
        else yield { type: "step", step: news.step, depth: news.depth, workflow };
      }
    }
  } catch (error) {
    // Without a grammar an answer can break off anywhere: what was read before that still stands.
    if (!FlowrightError.is(error) || error.code !== "CODEC_PARSE") throw error;
    issues.push(incomplete(error.message));
  }
  if (!parser.complete) issues.push(incomplete("the outline was cut off; the last steps may be missing"));
  workflow.steps = closeBlocks(dropRepetitions(workflow.steps));
  return { workflow, prompt, answer, issues };
}
