import type { LabelTree } from "../../tree.js";
import type { EditCosts } from "../costs.js";
import { addLeafAndParent } from "./add-leaf-and-parent.js";
import { addParent } from "./add-parent.js";
import { addRoots } from "./add-roots.js";
import { ForestState } from "./forest-state.js";
import { NumberedTree } from "./numbered-tree.js";

/** Approximate number of steps of {@link heavyPathDistances}: for each path the size of its tree, leaves left out. */
export function heavyPathWork(a: LabelTree, b: LabelTree): number {
  const tree = new NumberedTree(a);
  let sum = 0;
  for (const top of tree.pathTops()) if (tree.size[top] !== 1) sum += tree.size[top]!;
  return (sum * new NumberedTree(b).nodes.length ** 2) / 2;
}

/**
 * Distances between all subtrees of `a` and all of `b`: entry `i · |b| + j` for post-order numbers i and j.
 *
 * `a` is decomposed along heavy paths (Klein, ESA 1998; Demaine et al., ACM TALG 6, 2009, from which RTED and APTED take
 * their inner paths). A forest of `a` grows from the lower end of a path upwards: by the nodes on the left, the nodes on
 * the right, and the path's next node. Time O(|a| log |a| · |b|²), space O(|a|·|b| + |b|²).
 */
export function heavyPathDistances(a: LabelTree, b: LabelTree, costs: EditCosts): Float64Array {
  const state = new ForestState(new NumberedTree(a), new NumberedTree(b), costs);
  // A path needs the distances of the trees beside it, which have lower numbers.
  for (const top of [...state.a.pathTops()].sort((x, y) => x - y)) {
    if (state.a.size[top] === 1) leafDistances(state, top);
    else pathDistances(state, top);
  }
  return state.trees;
}

/** Distances of a single node: every node of `b` is inserted but the one that it becomes, if it becomes one. */
function leafDistances({ a, b, n, costs, insert, remove, trees }: ForestState, x: number): void {
  const all = new Float64Array(n);
  const best = new Float64Array(n);
  for (let y = 0; y < n; y++) {
    all[y] = insert[y]!;
    best[y] = Math.min(remove[x]!, costs.update(a.nodes[x]!, b.nodes[y]!) - insert[y]!);
    for (const child of b.children[y]!) {
      all[y]! += all[child]!;
      best[y] = Math.min(best[y]!, best[child]!);
    }
    trees[x * n + y] = all[y]! + best[y]!;
  }
}

/** Distances of all subtrees whose roots are on the heavy path below `top`. */
function pathDistances(state: ForestState, top: number): void {
  const { a } = state;
  const path = a.pathFrom(top);
  state.reset();
  for (const [at, node] of path.entries()) {
    const below = path[at - 1];
    if (below !== undefined) {
      const children = a.children[node]!;
      const place = children.indexOf(below);
      const left = children.slice(0, place).flatMap((child) => a.subtree(child, true));
      const right = children.slice(place + 1).flatMap((child) => a.subtree(child, false));
      // A single leaf comes second: it is added together with the node above.
      const [first, second] = left.length === 1 ? [right, left] : [left, right];
      const leftFirst = first === left;
      addRoots(state, leftFirst ? first.reverse() : first, leftFirst);
      if (second.length === 1) {
        addLeafAndParent(state, second[0]!, node, !leftFirst);
        continue;
      }
      addRoots(state, leftFirst ? second : second.reverse(), !leftFirst);
    }
    addParent(state, node);
  }
}
