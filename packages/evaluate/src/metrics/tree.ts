/** An ordered, labelled tree as the metrics compare it. */
export interface LabelTree {
  label: string;
  /** Whether the node is a trigger, an action or flow logic, not an input or a part of a condition. Default false. */
  step?: boolean;
  children: LabelTree[];
}

export const leaf = (label: string, step = false): LabelTree => ({ label, step, children: [] });
export const branch = (label: string, children: LabelTree[], step = false): LabelTree => ({
  label,
  step,
  children,
});

/** Whether two trees are equal in labels and shape. */
export const sameTree = (a: LabelTree, b: LabelTree): boolean =>
  a.label === b.label &&
  a.children.length === b.children.length &&
  a.children.every((child, i) => sameTree(child, b.children[i]!));

/** Number of nodes of a tree, the root included. */
export function size(tree: LabelTree): number {
  let count = 0;
  const open = [tree];
  for (let node = open.pop(); node; node = open.pop()) {
    count++;
    open.push(...node.children);
  }
  return count;
}
