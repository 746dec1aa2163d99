import { Random } from "@flowright/workflow/core";

/** A mean with its 95% interval. All three are NaN for no values. */
export interface Estimate {
  mean: number;
  low: number;
  high: number;
  n: number;
}

/** NaN for no values. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Mean and percentile bootstrap interval (Efron 1979): cases are drawn with replacement. The same values give the same
 * interval every time.
 * @param confidence share of resamples inside the interval. Default 0.95.
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
