import type { LabelTree } from "../tree.js";
import type { EditCosts } from "./costs.js";
import type { PostorderTree } from "./postorder-tree.js";

/**
 * The tables of forest distances for two trees.
 *
 * Source: Zhang & Shasha, Simple fast algorithms for the editing distance between trees and related problems, SIAM J.
 * Comput. 18, 1989.
 */
export class ForestTables {
  readonly #width: number;
  /** Distances of subtrees, by `i · |b| + j`. */
  readonly #trees: Float64Array;
  /** Distances of the forests inside two subtrees; row and column 0 are the empty forest. */
  readonly #forests: Float64Array;
  readonly #remove: Float64Array;
  readonly #insert: Float64Array;

  constructor(
    readonly a: PostorderTree,
    readonly b: PostorderTree,
    readonly costs: EditCosts,
    /** Distances of all pairs of subtrees, where another decomposition has computed them. */
    readonly known?: Float64Array,
  ) {
    this.#width = b.nodes.length + 1;
    this.#trees = known ?? new Float64Array(a.nodes.length * b.nodes.length);
    this.#forests = new Float64Array((a.nodes.length + 1) * this.#width);
    this.#remove = Float64Array.from(a.nodes, (node) => costs.remove(node));
    this.#insert = Float64Array.from(b.nodes, (node) => costs.insert(node));
  }

  distance(): number {
    if (!this.known) for (const i of this.a.keyroots) for (const j of this.b.keyroots) this.#fill(i, j);
    return this.#trees[this.#trees.length - 1]!;
  }

  /** Fills the table of forest distances for the subtrees at i and j. */
  #fill(i: number, j: number): void {
    const width = this.#width;
    const forests = this.#forests;
    const trees = this.#trees;
    const { nodes: from, leftmost: leftA } = this.a;
    const { nodes: to, leftmost: leftB } = this.b;
    const li = leftA[i]!;
    const lj = leftB[j]!;
    forests[0] = 0;
    for (let x = li; x <= i; x++)
      forests[(x - li + 1) * width] = forests[(x - li) * width]! + this.#remove[x]!;
    for (let y = lj; y <= j; y++) forests[y - lj + 1] = forests[y - lj]! + this.#insert[y]!;
    for (let x = li; x <= i; x++) {
      const row = (x - li + 1) * width;
      const isTree = leftA[x] === li;
      for (let y = lj; y <= j; y++) {
        const column = y - lj + 1;
        const removed = forests[row - width + column]! + this.#remove[x]!;
        const inserted = forests[row + column - 1]! + this.#insert[y]!;
        let best = Math.min(removed, inserted);
        if (isTree && leftB[y] === lj) {
          const updated = forests[row - width + column - 1]! + this.costs.update(from[x]!, to[y]!);
          if (updated < best) best = updated;
          trees[x * to.length + y] = best;
        } else {
          const matched = forests[(leftA[x]! - li) * width + leftB[y]! - lj]! + trees[x * to.length + y]!;
          if (matched < best) best = matched;
        }
        forests[row + column] = best;
      }
    }
  }

  /** The pairs of nodes that a cheapest script keeps or updates. Call after {@link distance}. */
  mapping(): [LabelTree, LabelTree][] {
    const pairs: [LabelTree, LabelTree][] = [];
    const open: [number, number][] = [[this.a.nodes.length - 1, this.b.nodes.length - 1]];
    for (let pair = open.pop(); pair; pair = open.pop()) {
      const [i, j] = pair;
      const li = this.a.leftmost[i]!;
      const lj = this.b.leftmost[j]!;
      this.#fill(i, j);
      const at = (x: number, y: number) => this.#forests[(x - li + 1) * this.#width + (y - lj + 1)]!;
      let x = i;
      let y = j;
      while (x >= li && y >= lj) {
        if (at(x, y) === at(x - 1, y) + this.#remove[x]!) x--;
        else if (at(x, y) === at(x, y - 1) + this.#insert[y]!) y--;
        else if (this.a.leftmost[x] === li && this.b.leftmost[y] === lj) {
          pairs.push([this.a.nodes[x]!, this.b.nodes[y]!]);
          x--;
          y--;
        } else {
          open.push([x, y]);
          x = this.a.leftmost[x]! - 1;
          y = this.b.leftmost[y]! - 1;
        }
      }
    }
    return pairs;
  }
}
