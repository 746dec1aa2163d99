import { bootstrapMean, type Estimate } from "./bootstrap.js";

/**
 * pass^k: the probability that k independent runs of the same case are all right, averaged over cases. For a case with c
 * right runs of n it is estimated by C(c, k) / C(n, k).
 *
 * Source: Yao et al., τ-bench, arXiv 2406.12045, 2024.
 * @param rounds for each case, whether each of its runs was right.
 * @returns one estimate for each k, from 1 to the smallest number of runs of a case; values from 0 to 1.
 */
export function passHat(rounds: readonly (readonly boolean[])[]): Estimate[] {
  const most = Math.min(...rounds.map((runs) => runs.length));
  return Array.from({ length: Number.isFinite(most) ? most : 0 }, (_, i) =>
    bootstrapMean(rounds.map((runs) => allRight(runs.filter(Boolean).length, runs.length, i + 1))),
  );
}

function allRight(right: number, runs: number, k: number): number {
  let probability = 1;
  for (let i = 0; i < k; i++) probability *= Math.max(0, right - i) / (runs - i);
  return probability;
}
