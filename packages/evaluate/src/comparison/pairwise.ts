import type { CaseResult } from "../runs/index.js";
import {
  bootstrapMean,
  cohensD,
  type Estimate,
  holmCorrection,
  mean,
  permutationTest,
} from "../statistics/index.js";
import { COMPARED_SCORES, type ComparedRun, type ComparedScore, scoreOf } from "./compared-run.js";

/** Two models on the same cases. */
export interface PairwiseComparison {
  a: string;
  b: string;
  score: ComparedScore;
  /** Mean of `a − b`, from −1 to 1. */
  difference: Estimate;
  /** Of the paired permutation test. */
  p: number;
  /** p, adjusted for all pairs of models on this score (Holm). */
  adjustedP: number;
  /** Cohen's d of the paired differences. */
  effectSize: number;
}

/** Mean of each case over its runs. */
function meanByCase(results: readonly CaseResult[], score: ComparedScore): Map<string, number> {
  const values = new Map<string, number[]>();
  for (const result of results)
    values.set(result.id, [...(values.get(result.id) ?? []), scoreOf(result, score)]);
  return new Map([...values].map(([id, own]) => [id, mean(own)]));
}

/** Every pair of models on every score. @param cases ids of the cases for which every model has a result. */
export function pairwiseComparisons(
  runs: readonly ComparedRun[],
  cases: readonly string[],
): PairwiseComparison[] {
  const pairs = runs.flatMap((a, i) => runs.slice(i + 1).map((b) => [a, b] as const));
  return COMPARED_SCORES.flatMap((score) => {
    const values = new Map(runs.map((run) => [run, meanByCase(run.results, score)]));
    const comparisons = pairs.map(([a, b]) => {
      const differences = cases.map((id) => values.get(a)!.get(id)! - values.get(b)!.get(id)!);
      return {
        a: a.name,
        b: b.name,
        score,
        difference: bootstrapMean(differences),
        p: permutationTest(differences),
        effectSize: cohensD(differences),
      };
    });
    const adjusted = holmCorrection(comparisons.map(({ p }) => p));
    return comparisons.map((comparison, i) => ({ ...comparison, adjustedP: adjusted[i]! }));
  });
}
