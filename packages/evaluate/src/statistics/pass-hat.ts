import { bootstrapMean, type Estimate } from "./bootstrap.js";

/**
 * pass^k: the chance that k runs of the same case are all right, averaged over cases (Yao et al., tau-bench, 2024). For a
 * case that was right in c of n runs it is estimated by C(c, k) / C(n, k). By k from 1 to the least n.
 * @param rounds for each case whether each of its runs was right.
 */
export function passHat(rounds: readonly (readonly boolean[])[]): Estimate[] {
  const most = Math.min(...rounds.map((runs) => runs.length));
  return Array.from({ length: Number.isFinite(most) ? most : 0 }, (_, i) =>
    bootstrapMean(rounds.map((runs) => allRight(runs.filter(Boolean).length, runs.length, i + 1))),
  );
}

function allRight(right: number, runs: number, k: number): number {
  let chance = 1;
  for (let i = 0; i < k; i++) chance *= Math.max(0, right - i) / (runs - i);
  return chance;
}
