import { Random } from "@flowright/workflow/core";
import { mean } from "./descriptive.js";

/** A mean with its confidence interval, in the unit of the values. */
export interface Estimate {
  /** NaN for no values, as are the bounds. */
  mean: number;
  /** Lower bound; equal to the mean for fewer than two values. */
  low: number;
  /** Upper bound; equal to the mean for fewer than two values. */
  high: number;
  /** Number of values. */
  n: number;
}

/**
 * Mean and percentile bootstrap interval: values are drawn with replacement. The seed is fixed, so the same values give
 * the same interval every time.
 *
 * Source: Efron, Bootstrap methods: another look at the jackknife, Ann. Stat. 7, 1979.
 * @param resamples number of bootstrap samples. Default 2,000.
 * @param confidence share of the resampled means inside the interval, from 0 to 1. Default 0.95.
 */
export function bootstrapMean(values: readonly number[], resamples = 2000, confidence = 0.95): Estimate {
  const n = values.length;
  const center = mean(values);
  if (n < 2) return { mean: center, low: center, high: center, n };
  const rng = new Random(20_505);
  const means = new Float64Array(resamples);
  for (let r = 0; r < resamples; r++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += values[Math.floor(rng.next() * n)]!;
    means[r] = sum / n;
  }
  means.sort();
  const at = (share: number) => means[Math.min(resamples - 1, Math.floor(share * resamples))]!;
  return { mean: center, low: at((1 - confidence) / 2), high: at((1 + confidence) / 2), n };
}
