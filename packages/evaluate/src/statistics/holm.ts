/**
 * Holm's step-down correction for multiple comparisons: adjusted p values that control the family-wise error rate.
 *
 * Source: Holm, A simple sequentially rejective multiple test procedure, Scand. J. Stat. 6, 1979.
 * @param pValues each from 0 to 1; NaN stays NaN and does not count as a comparison.
 * @returns adjusted p values in the order of the input, each from 0 to 1.
 */
export function holmCorrection(pValues: readonly number[]): number[] {
  const known = pValues.map((p, i) => ({ p, i })).filter(({ p }) => !Number.isNaN(p));
  known.sort((a, b) => a.p - b.p);
  const adjusted = pValues.map(() => Number.NaN);
  let largest = 0;
  for (const [rank, { p, i }] of known.entries()) {
    largest = Math.max(largest, Math.min(1, p * (known.length - rank)));
    adjusted[i] = largest;
  }
  return adjusted;
}
