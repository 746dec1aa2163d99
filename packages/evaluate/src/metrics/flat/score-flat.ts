import { parseAnswer } from "../answer.js";
import { flowSim } from "../flow-sim.js";
import { treeBleu } from "../tree-bleu.js";
import { componentMatch } from "./component-match.js";
import { type FlatFlow, flatTree } from "./flat-tree.js";
import { triggerMatch } from "./trigger-match.js";

/** The scores of a flat flow, under the names that the public reference code gives them. Each from 0 to 1. */
export interface FlatScores {
  flow_sim_no_inputs: number;
  flow_sim_with_inputs: number;
  flow_bleu_no_inputs: number;
  flow_bleu_with_inputs: number;
  flow_trigger_match_score: number;
  flow_component_match_score: number;
}

/**
 * Scores a model's raw answer against a flat flow. An answer that cannot be read scores as an empty flow.
 *
 * @param strict mends the quirks of the reference: conditions that it cannot read are compared, flow logic is compared
 * without case and scope everywhere, empty and null inputs are not there, two equal absences match. Default false.
 */
export function scoreFlat(answer: string | FlatFlow, reference: FlatFlow, strict = false): FlatScores {
  const candidate = typeof answer === "string" ? parseAnswer(answer) : answer;
  const trees = (inputs: boolean, groups: boolean) =>
    [
      flatTree(candidate, { inputs, groups, strict }),
      flatTree(reference, { inputs, groups, strict }),
    ] as const;
  return {
    flow_sim_no_inputs: flowSim(...trees(false, false)),
    flow_sim_with_inputs: flowSim(...trees(true, false)),
    flow_bleu_no_inputs: treeBleu(...trees(false, true)),
    flow_bleu_with_inputs: treeBleu(...trees(true, true)),
    flow_trigger_match_score: triggerMatch(candidate, reference, strict),
    flow_component_match_score: componentMatch(candidate, reference, strict),
  };
}
