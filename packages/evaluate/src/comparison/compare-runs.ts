import { FlowrightError } from "@flowright/workflow/core";
import { type BreakEven, breakEvens } from "./break-even.js";
import type { ComparedRun } from "./compared-run.js";
import { type Disagreement, largestDisagreements } from "./disagreements.js";
import { type ModelResult, modelResult } from "./model-result.js";
import { type PairwiseComparison, pairwiseComparisons } from "./pairwise.js";
import type { PriceTable } from "./prices.js";

export interface Comparison {
  /** Name of the set. */
  set: string;
  /** Number of cases for which every model has a result. */
  cases: number;
  currency: string;
  models: ModelResult[];
  /** Every pair of models on every score. */
  pairwise: PairwiseComparison[];
  /** The cases on which the models differ most, the largest spread first. */
  disagreements: Disagreement[];
  breakEven: BreakEven[];
}

/** @throws {FlowrightError} USAGE, RUN_FOREIGN */
function checkComparable(runs: readonly ComparedRun[]): ComparedRun {
  const [first] = runs;
  if (!first || runs.length < 2) throw new FlowrightError("USAGE", "a comparison needs two models or more");
  const other = runs.find(({ manifest }) => manifest.setHash !== first.manifest.setHash);
  if (other)
    throw new FlowrightError(
      "RUN_FOREIGN",
      `${other.name} was run on ${other.manifest.set}, not on ${first.manifest.set} as it is now`,
      { hint: "Only runs over the very same cases can be compared." },
    );
  return first;
}

/** Ids of the cases for which every run has a result. @throws {FlowrightError} RUN_FOREIGN where there are none */
function commonCases(runs: readonly ComparedRun[]): string[] {
  const known = runs.map(
    ({ results }) => new Set(results.filter(({ state }) => state !== "harness_error").map(({ id }) => id)),
  );
  const common = [...known[0]!].filter((id) => known.every((ids) => ids.has(id)));
  if (!common.length)
    throw new FlowrightError("RUN_FOREIGN", "there is no case that every model has a result for", {
      hint: "Start the same command again to finish what is open.",
    });
  return common;
}

/**
 * Compares models on the cases for which all of them have a result.
 * @param runs two or more, over the same set.
 * @param maxDisagreements how many of the cases to list on which the models differ most. Default 12.
 * @throws {FlowrightError} USAGE for fewer than two runs, RUN_FOREIGN where the runs are over different sets or share no
 * case, PRICE_MISSING
 */
export function compareRuns(
  runs: readonly ComparedRun[],
  prices: PriceTable,
  maxDisagreements = 12,
): Comparison {
  const { manifest } = checkComparable(runs);
  const cases = commonCases(runs);
  const models = runs.map((run) => modelResult(run, new Set(cases), prices));
  return {
    set: manifest.set,
    cases: cases.length,
    currency: prices.currency,
    models,
    pairwise: pairwiseComparisons(runs, cases),
    disagreements: largestDisagreements(runs, cases, maxDisagreements),
    breakEven: breakEvens(models),
  };
}
