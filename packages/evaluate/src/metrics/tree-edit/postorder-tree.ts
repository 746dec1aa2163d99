import type { LabelTree } from "../tree.js";

/** A tree in post-order, as the algorithm of Zhang & Shasha reads it. */
export interface PostorderTree {
  nodes: LabelTree[];
  /** By node: the post-order number of the leftmost leaf of its subtree. */
  leftmost: Int32Array;
  /** The root, and every node with a sibling on its left: the subtrees that need a table of their own. */
  keyroots: number[];
  /** Sum of the sizes of the keyroots' subtrees. The work for two trees is the product of theirs. */
  work: number;
}

/** @param mirrored reads children from right to left. */
export function postorderTree(root: LabelTree, mirrored: boolean): PostorderTree {
  const nodes: LabelTree[] = [];
  const leftmost: number[] = [];
  // An explicit stack: a chain of many thousand nodes must not overflow the call stack.
  const stack: { node: LabelTree; next: number; first: number }[] = [{ node: root, next: 0, first: -1 }];
  while (stack.length) {
    const top = stack[stack.length - 1]!;
    const { children } = top.node;
    if (top.next < children.length) {
      const at = mirrored ? children.length - 1 - top.next : top.next;
      top.next++;
      stack.push({ node: children[at]!, next: 0, first: -1 });
      continue;
    }
    const index = nodes.length;
    nodes.push(top.node);
    leftmost.push(top.first < 0 ? index : top.first);
    stack.pop();
    const parent = stack[stack.length - 1];
    if (parent && parent.first < 0) parent.first = leftmost[index]!;
  }
  const last = new Map<number, number>();
  for (const [index, leaf] of leftmost.entries()) last.set(leaf, index);
  const keyroots = [...last.values()].sort((a, b) => a - b);
  const work = keyroots.reduce((sum, keyroot) => sum + keyroot - leftmost[keyroot]! + 1, 0);
  return { nodes, leftmost: Int32Array.from(leftmost), keyroots, work };
}
