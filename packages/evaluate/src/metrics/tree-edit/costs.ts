import type { LabelTree } from "../tree.js";

/** The costs of a tree edit script. None may be negative. */
export interface EditCosts {
  remove(node: LabelTree): number;
  insert(node: LabelTree): number;
  /** Of turning one node into another; 0 where they are equal. */
  update(from: LabelTree, to: LabelTree): number;
}
