import type { CaseResult } from "./case-result.js";

/** Lost FlowSim with inputs by stage, in points of the mean, from 0 to 1; together 1 − mean FlowSim with inputs. */
export interface LostByStage {
  /** Lost in the outline of cases with a wanted action that was not among the candidates. */
  retrieval: number;
  /** Lost in the outline of all other cases. */
  outline: number;
  /** Lost beyond the outline. */
  inputs: number;
}

export function lostByStage(results: readonly CaseResult[]): LostByStage {
  const lost = { retrieval: 0, outline: 0, inputs: 0 };
  for (const { scores, recall } of results) {
    const [outline, all] = [scores?.flowSim ?? 0, scores?.flowSimWithInputs ?? 0];
    lost[recall !== null && recall < 1 ? "retrieval" : "outline"] += Math.min(1 - outline, 1 - all);
    lost.inputs += Math.max(0, outline - all);
  }
  for (const stage of Object.keys(lost) as (keyof LostByStage)[]) lost[stage] /= results.length || 1;
  return lost;
}
