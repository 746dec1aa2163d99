import { identifierWords } from "@flowright/workflow/core";
import type { Alignment } from "./edits.js";

/** Token F1 of two texts: the harmonic mean of how much of each is in the other. 1 for two empty ones. */
export function tokenF1(a: string, b: string): number {
  const [x, y] = [identifierWords(a), identifierWords(b)];
  if (!x.length && !y.length) return 1;
  const left = new Map<string, number>();
  for (const word of y) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of x) {
    const n = left.get(word) ?? 0;
    if (n > 0) common++;
    left.set(word, n - 1);
  }
  return common === 0 ? 0 : (2 * common) / (x.length + y.length);
}

/** Mean token F1 of the annotations of nodes that both have; undefined when there are none to compare. */
export function annotationOverlap({ candidate, reference, pairs }: Alignment): number | undefined {
  const scores = pairs.flatMap(([from, to]) => {
    const [a, b] = [candidate.origins.get(from)?.annotation, reference.origins.get(to)?.annotation];
    return from.label === to.label && b !== undefined ? [tokenF1(a ?? "", b)] : [];
  });
  return scores.length ? scores.reduce((sum, score) => sum + score, 0) / scores.length : undefined;
}
