import type { CaseResult } from "./case-result.js";

/** Scores of the cases that have a feature. */
export interface FeatureGroup {
  cases: number;
  /** Mean FlowSim of the outlines. */
  flowSim: number;
  /** Share with an exact outline. */
  exact: number;
  /** Share of the whole run's lost FlowSim that these cases account for, from 0 to 1. */
  lost: number;
}

/** Scores by feature, in alphabetical order. A case is in the group of each of its features. */
export function featureGroups(results: readonly CaseResult[]): Record<string, FeatureGroup> {
  const totalLost = results
    .map(({ scores }) => 1 - (scores?.flowSim ?? 0))
    .reduce((sum, lost) => sum + lost, 0);
  const groups: Record<string, FeatureGroup> = {};
  for (const name of [...new Set(results.flatMap((result) => result.features))].sort()) {
    const own = results.filter((result) => result.features.includes(name));
    const mean = (score: "flowSim" | "outline") =>
      own.reduce((sum, { scores }) => sum + (scores ? scores[score] : 0), 0) / own.length;
    const flowSim = mean("flowSim");
    groups[name] = {
      cases: new Set(own.map(({ id }) => id)).size,
      flowSim,
      exact: mean("outline"),
      lost: totalLost ? ((1 - flowSim) * own.length) / totalLost : 0,
    };
  }
  return groups;
}
