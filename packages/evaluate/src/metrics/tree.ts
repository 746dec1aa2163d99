/** An ordered, labelled tree as the metrics compare it. */
export interface LabelTree {
  label: string;
  /** A trigger, an action or flow logic, as against an input or a part of a condition. Default false. */
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

/** Nodes of a tree, itself included. */
export function size(tree: LabelTree): number {
  let count = 0;
  const open = [tree];
  for (let node = open.pop(); node; node = open.pop()) {
    count++;
    open.push(...node.children);
  }
  return count;
}
