import type { ForestState } from "./forest-state.js";
import { DancingLinks } from "./removal-order.js";

/**
 * Adds a leaf beside the forest of `a` and the path's next node above both: `addRoots` and `addParent` in one walk over
 * the forests of `b`, which takes most of the time. In place; records the tree's distances.
 */
export function addLeafAndParent(state: ForestState, leaf: number, v: number, left: boolean): void {
  const { n, width, distances } = state;
  const { mine, last, step, stride } = state.side(left);
  const { node, size, insert, behind } = mine;
  const [leafRemoved, parentRemoved] = [state.remove[leaf]!, state.remove[v]!];
  const update = state.updates(v, mine);
  const leafTrees = Float64Array.from(node, (y) => state.trees[leaf * n + y]!);
  const tree = new Float64Array(n);
  // By e, for the forest of e nodes at hand: its distance before, with the leaf, with both, and the cost of inserting it.
  const before = new Float64Array(width).fill(state.removeAll);
  const withLeaf = new Float64Array(width).fill(state.removeAll + leafRemoved);
  state.removeAll += leafRemoved + parentRemoved;
  const after = new Float64Array(width).fill(state.removeAll);
  const inserted = new Float64Array(width);
  const links = new DancingLinks(mine);
  const { previous } = links;
  for (let fixed = n - 1; fixed >= 0; fixed--) {
    const row = fixed * stride;
    const from = last[fixed]!;
    links.restore(from);
    let e = behind[fixed]! + 1;
    let best = after[e - 1]!;
    let middle = withLeaf[e - 1]!;
    const first = Math.min(
      middle + insert[from]!,
      distances[row + from * step]! + leafRemoved,
      leafTrees[from]! + before[e - size[from]!]!,
    );
    tree[from] = Math.min(best + insert[from]!, first + parentRemoved, withLeaf[e - 1]! + update[from]!);
    for (let i = from; i !== n; i = previous[i]!) {
      const at = row + i * step;
      const below = distances[at]!;
      const cost = insert[i]!;
      const rest = e - size[i]!;
      let least = below + leafRemoved;
      let matched = leafTrees[i]! + before[rest]!;
      if (matched < least) least = matched;
      middle += cost;
      if (least < middle) middle = least;
      least = middle + parentRemoved;
      matched = tree[i]! + inserted[rest]!;
      if (matched < least) least = matched;
      best += cost;
      if (least < best) best = least;
      distances[at] = best;
      before[e] = below;
      withLeaf[e] = middle;
      after[e] = best;
      inserted[e] = inserted[e - 1]! + cost;
      e++;
    }
  }
  for (let i = 0; i < n; i++) state.trees[v * n + node[i]!] = tree[i]!;
}
