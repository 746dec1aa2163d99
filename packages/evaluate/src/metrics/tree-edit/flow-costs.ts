import type { LabelTree } from "../tree.js";
import type { EditCosts } from "./costs.js";

const unit = (node: LabelTree): number => (node.label === "" ? 0 : 1);

/**
 * The edit costs of FlowSim. To insert or delete a node costs 1; to change a step costs 2 (delete one, insert another); to
 * change an input or a part of a condition costs 1. A node without a label costs nothing.
 */
export const FLOW_COSTS: EditCosts = {
  remove: unit,
  insert: unit,
  update: (from, to) => (from.label === to.label ? 0 : from.step || to.step ? 2 : 1),
};
