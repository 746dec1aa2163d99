import type { ForestState } from "./forest-state.js";
import { DancingLinks } from "./removal-order.js";

/**
 * Adds nodes to the forest of `a`, each as its leftmost (or rightmost) root, after all nodes below it. In place.
 * @param added in the order in which they are added.
 */
export function addRoots(state: ForestState, added: readonly number[], left: boolean): void {
  if (!added.length) return;
  const { n, width, distances } = state;
  const { mine, last, step, stride } = state.side(left);
  const { node, size, insert, behind } = mine;
  // Row t, column e: the distance of the forest with t of the added nodes to the forest of e nodes at hand.
  const rows = new Float64Array((added.length + 1) * width);
  const trees = new Float64Array(added.length * n);
  const removed = Float64Array.from(added, (x) => state.remove[x]!);
  const starts = Int32Array.from(added, (x, t) => (t + 1 - state.a.size[x]!) * width);
  rows.fill(state.removeAll, 0, width);
  for (const [t, x] of added.entries()) {
    state.removeAll += removed[t]!;
    rows.fill(state.removeAll, (t + 1) * width, (t + 2) * width);
    for (let k = 0; k < n; k++) trees[t * n + k] = state.trees[x * n + node[k]!]!;
  }
  const links = new DancingLinks(mine);
  const { previous } = links;
  for (let fixed = n - 1; fixed >= 0; fixed--) {
    const row = fixed * stride;
    // Forests without the node of `fixed` are those of `fixed` + 1: their rows stay.
    const from = last[fixed]!;
    links.restore(from);
    let e = behind[fixed]! + 1;
    for (let i = from; i !== n; i = previous[i]!) {
      const at = row + i * step;
      const rest = e - size[i]!;
      const cost = insert[i]!;
      let best = distances[at]!;
      rows[e] = best;
      for (let t = 0, here = width + e; t < added.length; t++, here += width) {
        let least = best + removed[t]!;
        const matched = rows[starts[t]! + rest]! + trees[t * n + i]!;
        if (matched < least) least = matched;
        best = rows[here - 1]! + cost;
        if (least < best) best = least;
        rows[here] = best;
      }
      distances[at] = best;
      e++;
    }
  }
}
