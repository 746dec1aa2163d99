import { Random } from "@flowright/workflow/core";

/** Up to this many cases every sign pattern is counted; above it, patterns are sampled. */
const MAX_EXACT_CASES = 14;

/**
 * Two-sided paired permutation test: how often a random choice of signs gives a mean difference at least as large as the
 * observed one. Exact for up to 14 cases, Monte Carlo with a fixed seed above: the same values give the same p every time.
 *
 * Source: Fisher, The Design of Experiments, 1935; Good, Permutation, Parametric and Bootstrap Tests, 2005.
 * @param differences one for each case, `a − b`.
 * @param rounds random sign patterns where there are too many to count. Default 20,000.
 * @returns p, above 0 and up to 1: the observed signs count as one pattern. NaN without cases.
 */
export function permutationTest(differences: readonly number[], rounds = 20_000): number {
  const n = differences.length;
  if (n === 0) return Number.NaN;
  const observed = Math.abs(differences.reduce((sum, value) => sum + value, 0));
  // Sums in another order differ in the last digits.
  const atLeastObserved = (sum: number) => Math.abs(sum) >= observed - 1e-9;
  let hits = 0;
  if (n <= MAX_EXACT_CASES) {
    const patterns = 2 ** n;
    for (let pattern = 0; pattern < patterns; pattern++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += pattern & (1 << i) ? differences[i]! : -differences[i]!;
      if (atLeastObserved(sum)) hits++;
    }
    return hits / patterns;
  }
  const rng = new Random(20_505);
  for (let round = 0; round < rounds; round++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += rng.next() < 0.5 ? differences[i]! : -differences[i]!;
    if (atLeastObserved(sum)) hits++;
  }
  return (hits + 1) / (rounds + 1);
}
