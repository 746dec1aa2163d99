import type { GenerateStats } from "@flowright/generate";
import type { Workflow } from "@flowright/workflow";
import type { WorkflowScores } from "../metrics/index.js";

/**
 * The outcome of a case. `scored`: the model gave a workflow. `model_failed`: the model gave no usable answer, and scores 0.
 * `harness_error`: something other than the model broke; the case is left out of every mean and counted apart.
 */
export type CaseState = "scored" | "model_failed" | "harness_error";

/** One line of `results.jsonl`. */
export interface CaseResult {
  id: string;
  state: CaseState;
  request: string;
  /** Which of several runs of the case, from 0. */
  run: number;
  features: string[];
  /** Share of the wanted actions among the candidates, from 0 to 1; null where no reference uses an action. */
  recall: number | null;
  /** Seconds for the whole workflow; null where a recording does not give them. */
  seconds: number | null;
  workflow?: Workflow;
  scores?: WorkflowScores;
  stats?: GenerateStats;
  /** Every raw answer of the model, in the order in which the answers ended. */
  answers: string[];
  error?: { code: string; message: string };
}

/** The key of a result in its run folder. */
export const resultKey = ({ id, run = 0 }: { id: string; run?: number }): string => `${id}#${run}`;
