import type { NumberedTree } from "./numbered-tree.js";

/**
 * The nodes of a tree in the order in which they are removed from one side: pre-order from the left, or from the right. A
 * node's place is its index in this order.
 */
export interface RemovalOrder {
  /** By place: the node. */
  node: Int32Array;
  /** By place: the place of that node in the order of the other side. */
  other: Int32Array;
  /** By place: the size of that node's subtree. */
  size: Int32Array;
  /** By place: the cost of inserting that node. */
  insert: Float64Array;
  /** By place: the place before it, among the nodes that the other side removes after it; n stands for both ends. */
  previous: Int32Array;
  /** By place: the place after it, as above. */
  next: Int32Array;
  /** By place on the other side: how many nodes that are removed after that node there come after it here too. */
  behind: Int32Array;
}

/**
 * @param order the place of each node on this side.
 * @param other the place of each node on the other side.
 * @param insert the cost of inserting each node.
 */
export function removalOrder(
  tree: NumberedTree,
  order: Int32Array,
  other: Int32Array,
  insert: Float64Array,
): RemovalOrder {
  const node = new Int32Array(order.length);
  for (const [index, place] of order.entries()) node[place] = index;
  const n = order.length;
  const previous = Int32Array.from({ length: n + 1 }, (_, i) => (i + n) % (n + 1));
  const next = Int32Array.from({ length: n + 1 }, (_, i) => (i + 1) % (n + 1));
  const byOther = new Int32Array(n);
  for (const [index, place] of other.entries()) byOther[place] = order[index]!;
  const behind = Int32Array.from(byOther, (place, at) => {
    let count = 0;
    for (let later = at + 1; later < n; later++) if (byOther[later]! > place) count++;
    return count;
  });
  for (const place of byOther) {
    next[previous[place]!] = next[place]!;
    previous[next[place]!] = previous[place]!;
  }
  return {
    previous,
    next,
    behind,
    node,
    other: Int32Array.from(node, (y) => other[y]!),
    size: Int32Array.from(node, (y) => tree.size[y]!),
    insert: Float64Array.from(node, (y) => insert[y]!),
  };
}

/**
 * The places that are not removed, as a doubly linked list into which they are put back one by one, in the reverse order
 * of their removal. Source: Knuth, Dancing links, arXiv cs/0011047, 2000.
 */
export class DancingLinks {
  readonly previous: Int32Array;
  readonly #next: Int32Array;

  constructor({ previous, next }: RemovalOrder) {
    this.previous = previous.slice();
    this.#next = next.slice();
  }

  /** Puts a place back between its neighbours. */
  restore(place: number): void {
    this.#next[this.previous[place]!] = place;
    this.previous[this.#next[place]!] = place;
  }
}
