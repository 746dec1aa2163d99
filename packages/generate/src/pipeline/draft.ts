import type { ValidationIssue, Workflow } from "@flowright/workflow";
import { FlowrightError } from "@flowright/workflow/core";
import type { ModelCall } from "../model/index.js";
import { boundTo, callOptions } from "./call-options.js";
import type { GenerateContext } from "./context.js";
import { closeBlocks } from "./finalize-workflow.js";
import { dropRepetitions, isRepetition } from "./repetition.js";
import { workflowName } from "./request.js";
import { biasContext, logitBias } from "./retrieval-bias.js";
import type { GenerateEvent } from "./types.js";

/** After this many repetitions the answer is stopped: nothing new will come. */
const MAX_REPETITIONS = 2;

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

/** Has the model write an outline, and tells of every node as soon as it is there. */
export async function* draftOutline(
  context: GenerateContext,
  sampling: Pick<ModelCall, "temperature" | "seed" | "topP"> = {},
): AsyncGenerator<GenerateEvent, Draft, void> {
  const { codec, plan, options, meter } = context;
  const bias = biasContext(context);
  const reader = codec.outlineReader(plan);
  const { workflow } = reader;
  workflow.name = workflowName(plan.request.original);
  const issues: ValidationIssue[] = [];
  let answer = "";
  let repetitions = 0;
  const stopWhen = () => repetitions >= MAX_REPETITIONS;
  try {
    for await (const chunk of options.model.generate({
      prompt: plan.prompt,
      maxTokens: plan.maxTokens,
      ...boundTo(plan.grammar, options),
      ...(bias ? { logitBias: logitBias(bias) } : {}),
      stopWhen,
      ...callOptions(options),
      ...sampling,
    })) {
      if (chunk.type === "finish") {
        meter.recordUsage(chunk.usage);
        continue;
      }
      // a backend without `stopWhen` writes on; it is heard to the end for the tokens that it counts
      if (stopWhen()) continue;
      answer += chunk.text;
      for (const news of reader.push(chunk.text)) {
        meter.recordNode();
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
  if (!reader.complete) issues.push(incomplete("the outline was cut off; the last steps may be missing"));
  workflow.steps = closeBlocks(dropRepetitions(workflow.steps));
  return { workflow, prompt: plan.prompt, answer, issues };
}
