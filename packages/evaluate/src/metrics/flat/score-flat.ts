import { flowSim } from "../flow-sim.js";
import { treeBleu } from "../tree-bleu.js";
import { componentMatch } from "./component-match.js";
import { type FlatFlow, flatTree } from "./flat-tree.js";
import { parseAnswer } from "./parse-answer.js";
import { triggerMatch } from "./trigger-match.js";

/** The scores of a flat flow, under the names of the public reference code. Each from 0 to 1. */
export interface FlatScores {
  flow_sim_no_inputs: number;
  flow_sim_with_inputs: number;
  flow_bleu_no_inputs: number;
  flow_bleu_with_inputs: number;
  flow_trigger_match_score: number;
  flow_component_match_score: number;
}

/**
 * Scores a flat flow, or a model's raw answer that holds one ({@link parseAnswer}), against a reference. An answer that
 * cannot be read scores as an empty flow.
 * @param strict corrects the quirks of the public reference code: conditions that it cannot read are compared, case and
 * scope of flow logic are ignored everywhere, empty and null inputs are left out, two missing triggers match. Default
 * false, which reproduces the reference code.
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
