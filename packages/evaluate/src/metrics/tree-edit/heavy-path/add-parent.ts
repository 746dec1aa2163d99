import type { ForestState } from "./forest-state.js";
import { DancingLinks } from "./removal-order.js";

/** Adds the path's next node above the forest of `a`, which is a tree again. In place; records the tree's distances. */
export function addParent(state: ForestState, v: number): void {
  const { n, width, distances } = state;
  const { mine, last } = state.side(true);
  const { node, size, insert, behind } = mine;
  const removed = state.remove[v]!;
  const update = state.updates(v, mine);
  const tree = new Float64Array(n);
  // By e, for the forest of e nodes at hand: its distance before and after, and the cost of inserting it.
  const before = new Float64Array(width).fill(state.removeAll);
  state.removeAll += removed;
  const after = new Float64Array(width).fill(state.removeAll);
  const inserted = new Float64Array(width);
  const links = new DancingLinks(mine);
  const { previous } = links;
  for (let fixed = n - 1; fixed >= 0; fixed--) {
    const row = fixed * width;
    const from = last[fixed]!;
    links.restore(from);
    let e = behind[fixed]! + 1;
    let best = after[e - 1]!;
    // The forest at hand is the tree of this node: its distance must be known before the tree can be matched.
    tree[from] = Math.min(
      best + insert[from]!,
      distances[row + from]! + removed,
      before[e - 1]! + update[from]!,
    );
    for (let i = from; i !== n; i = previous[i]!) {
      const below = distances[row + i]!;
      // Only the last comparison waits for the state before. Comparisons are faster here than Math.min.
      let least = below + removed;
      const matched = tree[i]! + inserted[e - size[i]!]!;
      if (matched < least) least = matched;
      best += insert[i]!;
      if (least < best) best = least;
      distances[row + i] = best;
      after[e] = best;
      before[e] = below;
      inserted[e] = inserted[e - 1]! + insert[i]!;
      e++;
    }
  }
  for (let i = 0; i < n; i++) state.trees[v * n + node[i]!] = tree[i]!;
}
