import type { Comparison } from "../comparison/index.js";

/**
 * A comparison for machines. It is given under its names of version 0.1.0 too (`contenders`, `duels`, `partings`); these
 * will be dropped after the next version. A number that is unknown is null.
 */
export function comparisonJson(comparison: Comparison): string {
  const { models, pairwise, disagreements } = comparison;
  return JSON.stringify({
    ...comparison,
    contenders: models.map(({ excludedCases, ...model }) => ({ ...model, leftOut: excludedCases })),
    duels: pairwise.map(({ adjustedP, effectSize, ...pair }) => ({
      ...pair,
      corrected: adjustedP,
      effect: effectSize,
    })),
    partings: disagreements,
  });
}
