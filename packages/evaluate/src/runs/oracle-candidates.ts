import { candidatesOf, type GenerateOptions } from "@flowright/generate";
import type { EvalCase } from "../cases/index.js";
import { usedStepIds } from "../metrics/index.js";

/** Triggers among the candidates. */
const MAX_TRIGGERS = 5;

/**
 * The candidates of perfect retrieval: what retrieval finds, with the steps of all references before it. The last ones
 * found make room.
 * @param maxActions actions among the candidates; more where the references need more.
 */
export async function oracleCandidates(
  evalCase: EvalCase,
  maxActions: number,
  options: Omit<GenerateOptions, "model" | "catalog">,
): Promise<string[]> {
  const { request, catalog, references } = evalCase;
  const found = await candidatesOf(request, { ...options, catalog, candidates: maxActions });
  const wanted = new Set(references.flatMap(usedStepIds).filter((id) => catalog.get(id)));
  const fill = (kind: string, size: number) => {
    const needed = [...wanted].filter((id) => catalog.get(id)?.kind === kind);
    const others = found.filter((step) => step.kind === kind && !wanted.has(step.id)).map(({ id }) => id);
    return [...needed, ...others.slice(0, Math.max(0, size - needed.length))];
  };
  return [...fill("trigger", MAX_TRIGGERS), ...fill("action", maxActions)];
}
