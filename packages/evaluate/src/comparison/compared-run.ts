import type { CaseResult, RunManifest } from "../runs/index.js";

/** A model's run over the set that all models are compared on. */
export interface ComparedRun {
  /** Name of the model in the comparison. */
  name: string;
  manifest: RunManifest;
  results: readonly CaseResult[];
}

/** Scores that are compared. All are from 0 to 1, higher is better. */
export const COMPARED_SCORES = [
  "flowSim",
  "flowSimWithInputs",
  "outline",
  "exact",
  "triggerMatch",
  "valid",
] as const;
export type ComparedScore = (typeof COMPARED_SCORES)[number];

/** A result without scores is a failure of the model: 0. */
export const scoreOf = (result: CaseResult, score: ComparedScore): number => result.scores?.[score] ?? 0;
