import { FlowrightError } from "@flowright/workflow/core";
import { type Asking, candidatesOf, type GenerateOptions, generateEvents } from "@flowright/generate";
import { scoreWorkflow, usedStepIds } from "../metrics/index.js";
import type { LanguageModel } from "@flowright/generate/model";
import type { EvalCase } from "../cases/eval-case.js";
import { featuresOf } from "../cases/features.js";
import type { CaseResult } from "./result.js";

export interface CaseOptions extends Asking, Pick<GenerateOptions, "temperature" | "seed" | "signal"> {
  model: LanguageModel;
  /** Puts the steps of the nearest reference among the candidates: what perfect retrieval would give. */
  oracle?: boolean;
}

/** A model that keeps every answer it gives. */
function captureAnswers(model: LanguageModel, answers: string[], told: (ms: number) => void): LanguageModel {
  return {
    specification: model.specification,
    id: model.id,
    capabilities: model.capabilities,
    async *generate(call) {
      let text = "";
      try {
        for await (const chunk of model.generate(call)) {
          if (chunk.type === "text") text += chunk.text;
          else told(chunk.timing.total);
          yield chunk;
        }
      } finally {
        answers.push(text);
      }
    },
    ...(model.score ? { score: (call) => model.score!(call) } : {}),
    dispose: () => model.dispose(),
  };
}

/** The failures that are the model's own. All others are the harness's, and never count as a wrong answer. */
const MODELS_FAULT = new Set(["CODEC_PARSE", "MODEL_FAILED", "CONTEXT_OVERFLOW"]);

/** Candidates with the steps of a reference among them: the last ones make room. */
async function withOracle(
  one: EvalCase,
  most: number,
  options: Omit<GenerateOptions, "model" | "catalog">,
): Promise<string[]> {
  const found = await candidatesOf(one.request, { ...options, catalog: one.catalog, candidates: most });
  const ofKind = (kind: string) => found.filter((step) => step.kind === kind);
  const wanted = new Set(one.references.flatMap(usedStepIds).filter((id) => one.catalog.get(id)));
  const fill = (steps: readonly { id: string }[], kind: string, size: number) => {
    const need = [...wanted].filter((id) => one.catalog.get(id)?.kind === kind);
    const rest = steps.map((step) => step.id).filter((id) => !wanted.has(id));
    return [...need, ...rest.slice(0, Math.max(0, size - need.length))];
  };
  return [...fill(ofKind("trigger"), "trigger", 5), ...fill(ofKind("action"), "action", most)];
}

/** Runs a case and scores it. Each run has a seed of its own. Throws only ABORTED. */
export async function evaluateCase(one: EvalCase, options: CaseOptions, run = 0): Promise<CaseResult> {
  const { oracle = false, candidates = 15, model, seed = 1, ...rest } = options;
  const answers: string[] = [];
  const began = performance.now();
  const base = {
    id: one.id,
    request: one.request,
    run,
    features: featuresOf(one),
    answers,
    recall: null as number | null,
  };
  let told = 0;
  const seconds = () => {
    const ms = model.capabilities.recorded ? told : performance.now() - began;
    return Number.isNaN(ms) ? null : ms / 1000;
  };
  try {
    const settings: GenerateOptions = {
      ...rest,
      seed: seed + run,
      candidates,
      model: captureAnswers(model, answers, (ms) => {
        told += ms;
      }),
      catalog: one.catalog,
      ...(oracle ? { oracle: await withOracle(one, candidates, rest) } : {}),
    };
    for await (const event of generateEvents(one.request, settings)) {
      if (event.type === "candidates") base.recall = recall(one, event.actions);
      if (event.type !== "done") continue;
      const { workflow, stats } = event;
      const scores = scoreWorkflow(workflow, one.references, one.catalog, one.request);
      return { ...base, state: "scored", seconds: seconds(), workflow, scores, stats };
    }
    throw new Error("the events ended without a result");
  } catch (error) {
    const code = FlowrightError.is(error) ? error.code : "BUG";
    if (code === "ABORTED") throw error;
    return {
      ...base,
      state: MODELS_FAULT.has(code) ? "model_failed" : "harness_error",
      seconds: seconds(),
      error: { code, message: error instanceof Error ? error.message : String(error) },
    };
  }
}

/** The best share over the references; null when none of them uses an action. */
function recall(one: EvalCase, candidates: readonly string[]): number | null {
  const shares = one.references.flatMap((reference) => {
    const wanted = [...new Set(usedStepIds(reference))].filter((id) => one.catalog.get(id)?.kind === "action");
    return wanted.length ? [wanted.filter((id) => candidates.includes(id)).length / wanted.length] : [];
  });
  return shares.length ? Math.max(...shares) : null;
}
