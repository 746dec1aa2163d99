import { Random } from "@flowright/workflow/core";
import { mean } from "./bootstrap.js";

/** Up to here all sign patterns are counted instead of drawn. */
const EXACT = 14;

/**
 * Two-sided paired permutation test (Fisher 1935; Good 2005): how often chance alone, turning each pair round with
 * probability ½, gives a mean difference at least as large. The same values give the same p every time.
 * @param differences One for each case. @param rounds Random sign patterns where there are too many to count. Default 20,000.
 * @returns p from 0 to 1; never 0, since the data as they are count as one pattern. NaN without cases.
 */
export function permutationTest(differences: readonly number[], rounds = 20_000): number {
  const n = differences.length;
  if (n === 0) return Number.NaN;
  const size = Math.abs(differences.reduce((sum, value) => sum + value, 0));
  // Sums in another order differ in the last digits.
  const reached = (sum: number) => Math.abs(sum) >= size - 1e-9;
  let hits = 0;
  if (n <= EXACT) {
    const patterns = 2 ** n;
    for (let pattern = 0; pattern < patterns; pattern++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += pattern & (1 << i) ? differences[i]! : -differences[i]!;
      if (reached(sum)) hits++;
    }
    return hits / patterns;
  }
  const rng = new Random(20_505);
  for (let round = 0; round < rounds; round++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += rng.next() < 0.5 ? differences[i]! : -differences[i]!;
    if (reached(sum)) hits++;
  }
  return (hits + 1) / (rounds + 1);
}

/**
 * Holm's correction for many comparisons (1979): p values that may be held against one level all together.
 * In the order of the input; NaN stays NaN and counts for none.
 */
export function holmCorrection(values: readonly number[]): number[] {
  const known = values.map((p, i) => ({ p, i })).filter(({ p }) => !Number.isNaN(p));
  known.sort((a, b) => a.p - b.p);
  const corrected = values.map(() => Number.NaN);
  let most = 0;
  for (const [rank, { p, i }] of known.entries()) {
    most = Math.max(most, Math.min(1, p * (known.length - rank)));
    corrected[i] = most;
  }
  return corrected;
}

/** Cohen's d for paired values: the mean difference in its own standard deviations. 0 where nothing differs. */
export function cohensD(differences: readonly number[]): number {
  const n = differences.length;
  const center = mean(differences);
  const deviation = Math.sqrt(differences.reduce((sum, value) => sum + (value - center) ** 2, 0) / (n - 1));
  if (center === 0) return 0;
  return center / deviation;
}
