import type { GenerateStats } from "@flowright/generate";
import type { WorkflowScores } from "../metrics/index.js";
import type { Workflow } from "@flowright/workflow";

/**
 * What became of a case. `model_failed`: the model gave no answer that could be used, and scores 0. `harness_error`:
 * something else broke; the case is left out of every mean and counted apart.
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
  /** Actions that some reference uses and that were among the candidates, over all that it uses; null for none. */
  recall: number | null;
  /** null: not known, for answers from a record that does not say. */
  seconds: number | null;
  workflow?: Workflow;
  scores?: WorkflowScores;
  stats?: GenerateStats;
  /** Every answer of the model, raw, in the order of their ends. */
  answers: string[];
  error?: { code: string; message: string };
}

/** Tells the results of a run folder apart. */
export const resultKey = ({ id, run = 0 }: { id: string; run?: number }): string => `${id}#${run}`;
