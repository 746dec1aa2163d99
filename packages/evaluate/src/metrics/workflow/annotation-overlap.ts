import { identifierWords } from "@flowright/workflow/core";
import type { Alignment } from "./align.js";

/**
 * Token F1 of two texts: 2 · common words / (words of a + words of b), each word as often as it occurs in both. From 0 to
 * 1; 1 for two empty texts.
 *
 * Source: Rajpurkar et al., SQuAD, EMNLP 2016.
 */
export function tokenF1(a: string, b: string): number {
  const [x, y] = [identifierWords(a), identifierWords(b)];
  if (!x.length && !y.length) return 1;
  const remaining = new Map<string, number>();
  for (const word of y) remaining.set(word, (remaining.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of x) {
    const n = remaining.get(word) ?? 0;
    if (n > 0) common++;
    remaining.set(word, n - 1);
  }
  return common === 0 ? 0 : (2 * common) / (x.length + y.length);
}

/**
 * Mean token F1 of annotations, over nodes that both have and that the reference annotates. From 0 to 1; undefined where
 * there are no such nodes.
 */
export function annotationOverlap({ candidate, reference, pairs }: Alignment): number | undefined {
  const scores = pairs.flatMap(([from, to]) => {
    const [a, b] = [candidate.origins.get(from)?.annotation, reference.origins.get(to)?.annotation];
    return from.label === to.label && b !== undefined ? [tokenF1(a ?? "", b)] : [];
  });
  return scores.length ? scores.reduce((sum, score) => sum + score, 0) / scores.length : undefined;
}
