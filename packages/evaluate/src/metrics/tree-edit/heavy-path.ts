import type { LabelTree } from "../tree.js";
import type { EditCosts } from "./edit-distance.js";
import { Links, NumberedTree, type Side, side, under } from "./numbered-tree.js";

/** Steps that the decomposition along heavy paths takes, about: for each path the size of its tree, leaves apart. */
export function heavyPathWork(a: LabelTree, b: LabelTree): number {
  const tree = new NumberedTree(a);
  let sum = 0;
  for (const top of tree.pathTops()) if (tree.size[top] !== 1) sum += tree.size[top]!;
  return (sum * new NumberedTree(b).nodes.length ** 2) / 2;
}

/**
 * Distances between all subtrees of `a` and all of `b`: entry `i · |b| + j` for post-order numbers i and j.
 *
 * `a` is taken apart along heavy paths (Klein, ESA 1998; Demaine et al., ACM TALG 6, 2009, from which RTED and APTED
 * take their inner paths): its forests grow from the lower end of a path upwards, by nodes on the left, nodes on
 * the right and the path's next node. The forests of `b` are what is left when nodes are taken away in pre-order from
 * the left (i of them) and from the right (j). Time O(|a| log |a| · |b|²), space O(|a|·|b| + |b|²).
 */
export function heavyPathDistances(a: LabelTree, b: LabelTree, costs: EditCosts): Float64Array {
  return new HeavyPaths(new NumberedTree(a), new NumberedTree(b), costs).run();
}

class HeavyPaths {
  readonly #trees: Float64Array;
  readonly #remove: Float64Array;
  readonly #insert: Float64Array;
  readonly #left: Side;
  readonly #right: Side;
  readonly #n: number;
  /**
   * By `j · (n + 1) + i`: from the forest of `a` so far to the forest (i, j) of `b`, where i stands for its leftmost and j
   * for its rightmost root; the other places are not kept.
   */
  readonly #now: Float64Array;
  readonly #none: Float64Array;
  /** Cost of deleting the forest of `a` so far. */
  #gone = 0;

  constructor(
    readonly a: NumberedTree,
    readonly b: NumberedTree,
    readonly costs: EditCosts,
  ) {
    const n = b.nodes.length;
    this.#n = n;
    this.#trees = new Float64Array(a.nodes.length * n);
    this.#remove = Float64Array.from(a.nodes, (node) => costs.remove(node));
    this.#insert = Float64Array.from(b.nodes, (node) => costs.insert(node));
    const [pre, mirror] = [b.preorder(false), b.preorder(true)];
    this.#left = side(b, pre, mirror, this.#insert);
    this.#right = side(b, mirror, pre, this.#insert);
    this.#none = new Float64Array((n + 1) ** 2);
    const { other, insert } = this.#left;
    for (let j = n - 1; j >= 0; j--)
      for (let i = n - 1; i >= 0; i--) {
        const at = j * (n + 1) + i;
        this.#none[at] = this.#none[at + 1]! + (other[i]! >= j ? insert[i]! : 0);
      }
    this.#now = new Float64Array(this.#none.length);
  }

  run(): Float64Array {
    // A path needs the distances of the trees beside it: lower numbers first.
    for (const top of [...this.a.pathTops()].sort((x, y) => x - y)) {
      if (this.a.size[top] === 1) this.#leaf(top);
      else this.#path(top);
    }
    return this.#trees;
  }

  /** One node: everything is inserted but the node that it becomes, if it becomes one. */
  #leaf(x: number): void {
    const { b, costs } = this;
    const all = new Float64Array(this.#n);
    const best = new Float64Array(this.#n);
    for (let y = 0; y < this.#n; y++) {
      all[y] = this.#insert[y]!;
      best[y] = Math.min(this.#remove[x]!, costs.update(this.a.nodes[x]!, b.nodes[y]!) - this.#insert[y]!);
      for (const kid of b.children[y]!) {
        all[y]! += all[kid]!;
        best[y] = Math.min(best[y]!, best[kid]!);
      }
      this.#trees[x * this.#n + y] = all[y]! + best[y]!;
    }
  }

  #path(top: number): void {
    const { a } = this;
    const path: number[] = [];
    for (let node: number | undefined = top; node !== undefined; node = a.heavy[node]) path.unshift(node);
    this.#now.set(this.#none);
    this.#gone = 0;
    for (const [at, node] of path.entries()) {
      const below = path[at - 1];
      if (below !== undefined) {
        const kids = a.children[node]!;
        const place = kids.indexOf(below);
        const left = kids.slice(0, place).flatMap((kid) => under(a, kid, true));
        const right = kids.slice(place + 1).flatMap((kid) => under(a, kid, false));
        const [first, second] = left.length === 1 ? [right, left] : [left, right];
        const leftFirst = first === left;
        this.#grow(leftFirst ? first.reverse() : first, leftFirst);
        // a single leaf and the node above it go in together: most of the time goes into walking over the forests
        if (second.length === 1) {
          this.#addBoth(second[0]!, node, !leftFirst);
          continue;
        }
        this.#grow(leftFirst ? second : second.reverse(), !leftFirst);
      }
      this.#add(node);
    }
  }

  /** Adds nodes to the forest of `a` one by one, each as its leftmost (or rightmost) root, after all below it. In place. */
  #grow(added: readonly number[], left: boolean): void {
    if (!added.length) return;
    const n = this.#n;
    const width = n + 1;
    const now = this.#now;
    const [mine, yours] = left ? [this.#left, this.#right] : [this.#right, this.#left];
    const { node, size, insert, behind } = mine;
    const last = yours.other;
    const [step, stride] = left ? [1, width] : [width, 1];
    // Row t, by e: what the forests of e nodes at hand cost with t of the added nodes.
    const rows = new Float64Array((added.length + 1) * width);
    const trees = new Float64Array(added.length * n);
    const gone = Float64Array.from(added, (x) => this.#remove[x]!);
    const starts = Int32Array.from(added, (x, t) => (t + 1 - this.a.size[x]!) * width);
    rows.fill(this.#gone, 0, width);
    for (const [t, x] of added.entries()) {
      this.#gone += gone[t]!;
      rows.fill(this.#gone, (t + 1) * width, (t + 2) * width);
      for (let k = 0; k < n; k++) trees[t * n + k] = this.#trees[x * n + node[k]!]!;
    }
    const links = new Links(mine);
    const { previous } = links;
    for (let fixed = n - 1; fixed >= 0; fixed--) {
      const row = fixed * stride;
      // Forests without the node that `fixed` stands for are the same as for `fixed` + 1: their rows stay.
      const from = last[fixed]!;
      links.add(from);
      let e = behind[fixed]! + 1;
      for (let i = from; i !== n; i = previous[i]!) {
        const at = row + i * step;
        const rest = e - size[i]!;
        const cost = insert[i]!;
        let best = now[at]!;
        rows[e] = best;
        for (let t = 0, here = width + e; t < added.length; t++, here += width) {
          let least = best + gone[t]!;
          const matched = rows[starts[t]! + rest]! + trees[t * n + i]!;
          if (matched < least) least = matched;
          best = rows[here - 1]! + cost;
          if (least < best) best = least;
          rows[here] = best;
        }
        now[at] = best;
        e++;
      }
    }
  }

  /** Puts the path's next node on top: the forest of `a` is a tree again. In place. */
  #add(v: number): void {
    const n = this.#n;
    const width = n + 1;
    const now = this.#now;
    const { node, size, insert, behind } = this.#left;
    const last = this.#right.other;
    const gone = this.#remove[v]!;
    const update = Float64Array.from(node, (y) => this.costs.update(this.a.nodes[v]!, this.b.nodes[y]!));
    const tree = new Float64Array(n);
    // By e: what the forests of e nodes at hand cost before and with the new node, and all inserted.
    const before = new Float64Array(width).fill(this.#gone);
    this.#gone += gone;
    const after = new Float64Array(width).fill(this.#gone);
    const none = new Float64Array(width);
    const links = new Links(this.#left);
    const { previous } = links;
    for (let fixed = n - 1; fixed >= 0; fixed--) {
      const row = fixed * width;
      const from = last[fixed]!;
      links.add(from);
      let e = behind[fixed]! + 1;
      let best = after[e - 1]!;
      // the tree of this node is all that there is: its distance has to be known before it can be matched
      tree[from] = Math.min(best + insert[from]!, now[row + from]! + gone, before[e - 1]! + update[from]!);
      for (let i = from; i !== n; i = previous[i]!) {
        const below = now[row + i]!;
        // Only the last comparison waits for the state before. Comparisons are faster here than Math.min.
        let least = below + gone;
        const matched = tree[i]! + none[e - size[i]!]!;
        if (matched < least) least = matched;
        best += insert[i]!;
        if (least < best) best = least;
        now[row + i] = best;
        after[e] = best;
        before[e] = below;
        none[e] = none[e - 1]! + insert[i]!;
        e++;
      }
    }
    for (let i = 0; i < n; i++) this.#trees[v * n + node[i]!] = tree[i]!;
  }

  /** Adds a leaf beside the rest and the path's next node above all. The same as `#grow` and `#add`, in one walk. */
  #addBoth(leaf: number, v: number, left: boolean): void {
    const n = this.#n;
    const width = n + 1;
    const now = this.#now;
    const [mine, yours] = left ? [this.#left, this.#right] : [this.#right, this.#left];
    const { node, size, insert, behind } = mine;
    const last = yours.other;
    const [step, stride] = left ? [1, width] : [width, 1];
    const [leafGone, topGone] = [this.#remove[leaf]!, this.#remove[v]!];
    const update = Float64Array.from(node, (y) => this.costs.update(this.a.nodes[v]!, this.b.nodes[y]!));
    const beside = Float64Array.from(node, (y) => this.#trees[leaf * n + y]!);
    const tree = new Float64Array(n);
    // For the forests of e nodes at hand: what they cost before, with the leaf, with both, and all inserted.
    const before = new Float64Array(width).fill(this.#gone);
    const middle = new Float64Array(width).fill(this.#gone + leafGone);
    this.#gone += leafGone + topGone;
    const after = new Float64Array(width).fill(this.#gone);
    const none = new Float64Array(width);
    const links = new Links(mine);
    const { previous } = links;
    for (let fixed = n - 1; fixed >= 0; fixed--) {
      const row = fixed * stride;
      const from = last[fixed]!;
      links.add(from);
      let e = behind[fixed]! + 1;
      let best = after[e - 1]!;
      let mid = middle[e - 1]!;
      const first = Math.min(
        mid + insert[from]!,
        now[row + from * step]! + leafGone,
        beside[from]! + before[e - size[from]!]!,
      );
      tree[from] = Math.min(best + insert[from]!, first + topGone, middle[e - 1]! + update[from]!);
      for (let i = from; i !== n; i = previous[i]!) {
        const at = row + i * step;
        const below = now[at]!;
        const cost = insert[i]!;
        const rest = e - size[i]!;
        let least = below + leafGone;
        let matched = beside[i]! + before[rest]!;
        if (matched < least) least = matched;
        mid += cost;
        if (least < mid) mid = least;
        least = mid + topGone;
        matched = tree[i]! + none[rest]!;
        if (matched < least) least = matched;
        best += cost;
        if (least < best) best = least;
        now[at] = best;
        before[e] = below;
        middle[e] = mid;
        after[e] = best;
        none[e] = none[e - 1]! + cost;
        e++;
      }
    }
    for (let i = 0; i < n; i++) this.#trees[v * n + node[i]!] = tree[i]!;
  }
}
