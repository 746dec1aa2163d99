/** Ranks from 1; equal values share the mean of their ranks. */
function ranks(values: readonly number[]): number[] {
  const order = values.map((value, i) => ({ value, i })).sort((a, b) => a.value - b.value);
  const out = values.map(() => 0);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && order[to + 1]!.value === order[from]!.value) to++;
    for (let k = from; k <= to; k++) out[order[k]!.i] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return out;
}

/**
 * Spearman's rank correlation of paired values, from −1 to 1; equal values share ranks.
 *
 * Source: Spearman, The proof and measurement of association between two things, Am. J. Psychol. 15, 1904.
 * @returns NaN where all values of one side are equal, or there are none.
 */
export function spearman(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [ranks(a), ranks(b)];
  const meanRank = (a.length + 1) / 2;
  let [covariance, varianceA, varianceB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [p, q] = [x[i]! - meanRank, y[i]! - meanRank];
    covariance += p * q;
    varianceA += p * p;
    varianceB += q * q;
  }
  return covariance / Math.sqrt(varianceA * varianceB);
}
