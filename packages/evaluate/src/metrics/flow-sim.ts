import { type LabelTree, size } from "./tree.js";
import { editDistance } from "./tree-edit/edit-distance.js";
import { FLOW_COSTS } from "./tree-edit/flow-costs.js";

/**
 * FlowSim: 1 − d / (|a| + |b|), with d the tree edit distance under {@link FLOW_COSTS} and the sizes without the root.
 * From 0 (nothing in common) to 1 (the same); 1 for two empty flows. Symmetric.
 *
 * Source: StarFlow (ServiceNow, 2025) and its public code, `starvlm/dataset/metric`.
 */
export function flowSim(a: LabelTree, b: LabelTree): number {
  const nodes = size(a) + size(b) - 2;
  return nodes === 0 ? 1 : 1 - editDistance(a, b, FLOW_COSTS) / nodes;
}
