import type { EvalCase } from "../cases/index.js";
import { usedStepIds } from "../metrics/index.js";

/**
 * Recall of candidates: |wanted actions among the candidates| / |wanted actions|, the best over the references. From 0 to
 * 1; null where no reference uses an action.
 */
export function candidateRecall(
  { references, catalog }: EvalCase,
  candidates: readonly string[],
): number | null {
  const shares = references.flatMap((reference) => {
    const wanted = [...new Set(usedStepIds(reference))].filter((id) => catalog.get(id)?.kind === "action");
    return wanted.length ? [wanted.filter((id) => candidates.includes(id)).length / wanted.length] : [];
  });
  return shares.length ? Math.max(...shares) : null;
}
