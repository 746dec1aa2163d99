import type { Condition, Value } from "@flowright/workflow";
import { branch, type LabelTree, leaf } from "../tree.js";
import type { Normalize } from "./normalize-values.js";

/** A condition as a tree: an operator above its operands. A condition in words is a leaf, whatever the words. */
export function conditionTree(condition: Condition, normalize: Normalize): LabelTree {
  const trees = (parts: readonly Condition[]) => parts.map((part) => conditionTree(part, normalize));
  if ("all" in condition) return branch("all", trees(condition.all));
  if ("any" in condition) return branch("any", trees(condition.any));
  if ("not" in condition) return branch("not", trees([condition.not]));
  if ("says" in condition) return leaf("says");
  const operands = [condition.left as Value, ...("right" in condition ? [condition.right] : [])];
  return branch(
    condition.op,
    operands.map((operand) => leaf(normalize(operand))),
  );
}
