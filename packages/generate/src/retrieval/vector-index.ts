import type { Catalog, StepDefinition } from "@flowright/workflow/catalog";
import type { Hit, StepIndex } from "./step-index.js";

/** What an encoder or an embedding model reads of a step. */
export const stepText = (catalog: Catalog, step: StepDefinition): string =>
  [`${catalog.app(step.app)?.title ?? step.app}: ${step.title}.`, step.description].filter(Boolean).join(" ");

/** A vector of length 1, so that products are cosines; a vector of zeros stays one. */
export function unit(vector: ArrayLike<number>): Float32Array {
  let squares = 0;
  for (let i = 0; i < vector.length; i++) squares += vector[i]! ** 2;
  const length = Math.sqrt(squares) || 1;
  return Float32Array.from(vector, (x) => x / length);
}

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/**
 * An index by the cosine to vectors of the catalogue's steps, in their order. Scores are from 0, for the step that is
 * farthest from the query, to 1. A query that has no vector finds nothing.
 */
export function indexByVector(
  catalog: Catalog,
  steps: readonly Float32Array[],
  vectorOf: (query: string) => Float32Array | undefined,
): StepIndex {
  return (query, kind, limit) => {
    const vector = vectorOf(query);
    if (!vector) return [];
    const hits: Hit[] = [];
    for (const [i, step] of catalog.steps.entries())
      if (step.kind === kind) hits.push({ step, score: product(vector, steps[i]!) });
    hits.sort((a, b) => b.score - a.score);
    const [best = 0, worst = 0] = [hits[0]?.score, hits.at(-1)?.score];
    const range = best - worst || 1;
    return hits.slice(0, limit).map(({ step, score }) => ({ step, score: (score - worst) / range }));
  };
}
