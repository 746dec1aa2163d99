import type { Workflow } from "@flowright/workflow";
import type { LabelTree } from "../tree.js";
import type { EditCosts } from "../tree-edit/costs.js";
import { editMapping } from "../tree-edit/edit-distance.js";
import { type WorkflowTree, workflowTree } from "./workflow-tree.js";

/** Nodes of candidate and reference that correspond to each other. */
export interface Alignment {
  candidate: WorkflowTree;
  reference: WorkflowTree;
  /** From candidate to reference, in the order of the reference. */
  pairs: [LabelTree, LabelTree][];
}

const FLOW_LOGIC = new Set("if,else if,else,for each,while,until,parallel,branch,try,catch".split(","));

export const isTrigger = ({ label }: LabelTree): boolean => label.startsWith("trigger ");

const kindOf = (node: LabelTree): string =>
  isTrigger(node) ? "trigger" : FLOW_LOGIC.has(node.label) ? "logic" : "step";

/**
 * FlowSim's costs with small corrections. A wrong step is cheaper as one update than as one deletion and one insertion;
 * and where a step is in the wrong branch, it is cheaper to move the step than the branch.
 */
const weight = (node: LabelTree): number => (kindOf(node) === "logic" ? 11 : 10);
const ALIGNMENT_COSTS: EditCosts = {
  remove: weight,
  insert: weight,
  update: (from, to) =>
    from.label === to.label ? 0 : weight(from) + weight(to) + (kindOf(from) === kindOf(to) ? -1 : 1),
};

/** Aligns two workflows by a cheapest edit script between their outlines. */
export function align(candidate: Workflow, reference: Workflow): Alignment {
  const [a, b] = [workflowTree(candidate, false), workflowTree(reference, false)];
  const { pairs } = editMapping(a.tree, b.tree, ALIGNMENT_COSTS);
  const counterpart = new Map(pairs.map(([from, to]) => [to, from]));
  return {
    candidate: a,
    reference: b,
    pairs: [...b.origins.keys()].flatMap((to): [LabelTree, LabelTree][] => {
      const from = counterpart.get(to);
      return from && a.origins.has(from) ? [[from, to]] : [];
    }),
  };
}
