import type { EditKind } from "../metrics/index.js";
import type { CaseResult } from "./case-result.js";

/** By kind of edit: how often it occurs, and in how many results. */
export type ErrorCounts = Partial<Record<EditKind, { count: number; cases: number }>>;

export function errorCounts(results: readonly CaseResult[]): ErrorCounts {
  const errors: ErrorCounts = {};
  for (const { scores } of results) {
    const kinds = (scores?.edits ?? []).map(({ kind }) => kind);
    for (const kind of kinds) {
      errors[kind] ??= { count: 0, cases: 0 };
      errors[kind].count++;
    }
    for (const kind of new Set(kinds)) errors[kind]!.cases++;
  }
  return errors;
}

/** A case with what would have to change in its answer. */
export interface WorstCase {
  id: string;
  request: string;
  flowSim: number;
  /** The texts of its edit operations. */
  edits: string[];
}

/** The cases with the lowest FlowSim; of several runs of a case the worst. Cases without an edit are left out. */
export function worstCases(results: readonly CaseResult[], most = 10): WorstCase[] {
  const shown = new Set<string>();
  return results
    .filter(({ scores }) => (scores?.flowSim ?? 0) < 1 || (scores?.edits.length ?? 0) > 0)
    .sort((a, b) => (a.scores?.flowSim ?? 0) - (b.scores?.flowSim ?? 0))
    .filter(({ id }) => !shown.has(id) && shown.add(id))
    .slice(0, most)
    .map(({ id, request, scores, error }) => ({
      id,
      request,
      flowSim: scores?.flowSim ?? 0,
      edits: scores ? scores.edits.map((edit) => edit.text) : [`no answer: ${error?.message ?? "?"}`],
    }));
}
