import type { LabelTree } from "../tree.js";
import type { EditCosts } from "./edit-distance.js";

const one = (node: LabelTree): number => (node.label === "" ? 0 : 1);

/**
 * The costs of FlowSim: to change a step is to delete it and insert another (2), to change an input or a part of a
 * condition costs 1. A node without a label costs nothing.
 */
export const FLOW_COSTS: EditCosts = {
  remove: one,
  insert: one,
  update: (from, to) => (from.label === to.label ? 0 : from.step || to.step ? 2 : 1),
};
