import { mean } from "./descriptive.js";

/**
 * Cohen's d for paired values: the mean difference divided by the standard deviation of the differences. By convention
 * 0.2 is small, 0.5 medium, 0.8 large.
 *
 * Source: Cohen, Statistical Power Analysis for the Behavioral Sciences, 1988.
 * @returns 0 where the mean difference is 0; infinite where all differences are equal and not 0; NaN for one value.
 */
export function cohensD(differences: readonly number[]): number {
  const n = differences.length;
  const center = mean(differences);
  const deviation = Math.sqrt(differences.reduce((sum, value) => sum + (value - center) ** 2, 0) / (n - 1));
  if (center === 0) return 0;
  return center / deviation;
}
