import { type LabelTree, size } from "./tree.js";
import { editDistance } from "./tree-edit/edit-distance.js";
import { FLOW_COSTS } from "./tree-edit/flow-costs.js";

/**
 * FlowSim: 1 − TED(a, b) / (|a| + |b|), with the tree edit distance under {@link FLOW_COSTS} and the number of nodes
 * without the root. From 0 (nothing in common) to 1 (equal); 1 for two empty flows. Symmetric.
 *
 * Source: Bechard et al., StarFlow: Generating Structured Workflow Outputs From Sketch Images, arXiv 2503.21889, 2025, and
 * its public code.
 */
export function flowSim(a: LabelTree, b: LabelTree): number {
  const nodes = size(a) + size(b) - 2;
  return nodes === 0 ? 1 : 1 - editDistance(a, b, FLOW_COSTS) / nodes;
}
