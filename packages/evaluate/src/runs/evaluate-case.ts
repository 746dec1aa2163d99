import { type GenerateOptions, type GenerateSettings, generateEvents } from "@flowright/generate";
import type { LanguageModel } from "@flowright/generate/model";
import { FlowrightError } from "@flowright/workflow/core";
import { type EvalCase, featuresOf } from "../cases/index.js";
import { scoreWorkflow } from "../metrics/index.js";
import { candidateRecall } from "./candidate-recall.js";
import { captureAnswers } from "./capture-answers.js";
import type { CaseResult } from "./case-result.js";
import { oracleCandidates } from "./oracle-candidates.js";

export interface CaseOptions extends GenerateSettings, Pick<GenerateOptions, "signal"> {
  model: LanguageModel;
  /** Sampling temperature, 0 or more; 0 takes the most probable token each time. Default 0. */
  temperature?: number;
  /** Seed of the first run. Default 1. */
  seed?: number;
  /** Puts the steps of the references among the candidates, as perfect retrieval would. Default false. */
  oracle?: boolean;
}

/** Errors that count as the model's failure, which scores 0. All others are harness errors. */
const MODEL_ERRORS = new Set(["CODEC_PARSE", "MODEL_FAILED", "CONTEXT_OVERFLOW"]);

/**
 * Runs a case and scores it.
 * @param run which of several runs, from 0. It is added to the seed.
 * @throws {FlowrightError} ABORTED; any other error is recorded in the result.
 */
export async function evaluateCase(evalCase: EvalCase, options: CaseOptions, run = 0): Promise<CaseResult> {
  const { oracle = false, candidates = 15, model, seed = 1, temperature, experimental, ...rest } = options;
  const { id, request, references, catalog } = evalCase;
  const answers: string[] = [];
  const began = performance.now();
  const base = { id, request, run, features: featuresOf(evalCase), answers, recall: null as number | null };
  let reportedMs = 0;
  // A recording answers at once: what counts is the time that the model took when it was recorded.
  const seconds = () => {
    const ms = model.capabilities.recorded ? reportedMs : performance.now() - began;
    return Number.isNaN(ms) ? null : ms / 1000;
  };
  try {
    const settings: GenerateOptions = {
      ...rest,
      candidates,
      model: captureAnswers(model, answers, (ms) => {
        reportedMs += ms;
      }),
      catalog,
      experimental: {
        ...experimental,
        ...(temperature === undefined ? {} : { temperature }),
        seed: seed + run,
        ...(oracle ? { candidateIds: await oracleCandidates(evalCase, candidates, rest) } : {}),
      },
    };
    for await (const event of generateEvents(request, settings)) {
      if (event.type === "candidates") base.recall = candidateRecall(evalCase, event.actions);
      if (event.type !== "done") continue;
      const { workflow, stats } = event;
      const scores = scoreWorkflow(workflow, references, catalog, request);
      return { ...base, state: "scored", seconds: seconds(), workflow, scores, stats };
    }
    throw new Error("the events ended without a result");
  } catch (error) {
    const code = FlowrightError.is(error) ? error.code : "BUG";
    if (code === "ABORTED") throw error;
    return {
      ...base,
      state: MODEL_ERRORS.has(code) ? "model_failed" : "harness_error",
      seconds: seconds(),
      error: { code, message: error instanceof Error ? error.message : String(error) },
    };
  }
}
