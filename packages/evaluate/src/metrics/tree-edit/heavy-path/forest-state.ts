import type { EditCosts } from "../costs.js";
import type { NumberedTree } from "./numbered-tree.js";
import { type RemovalOrder, removalOrder } from "./removal-order.js";

/**
 * Distances from a growing forest of `a` to all forests of `b`. A forest (i, j) of `b` is what remains when nodes are
 * removed in pre-order from the left (i of them) and from the right (j): i is the place of its leftmost root, j of its
 * rightmost.
 */
export class ForestState {
  readonly n: number;
  readonly width: number;
  readonly left: RemovalOrder;
  readonly right: RemovalOrder;
  /** Distances of subtrees, by `x · |b| + y`. */
  readonly trees: Float64Array;
  /** Distances of the forest of `a` so far, by `j · (|b| + 1) + i`. Only places of forests (i, j) are kept up to date. */
  readonly distances: Float64Array;
  /** Cost of deleting the forest of `a` so far. */
  removeAll = 0;
  readonly remove: Float64Array;
  readonly insert: Float64Array;
  /** Distances of the empty forest: the costs of inserting each forest of `b`. */
  readonly #insertAll: Float64Array;

  constructor(
    readonly a: NumberedTree,
    readonly b: NumberedTree,
    readonly costs: EditCosts,
  ) {
    const n = b.nodes.length;
    this.n = n;
    this.width = n + 1;
    this.trees = new Float64Array(a.nodes.length * n);
    this.remove = Float64Array.from(a.nodes, (node) => costs.remove(node));
    this.insert = Float64Array.from(b.nodes, (node) => costs.insert(node));
    const [fromLeft, fromRight] = [b.preorder(false), b.preorder(true)];
    this.left = removalOrder(b, fromLeft, fromRight, this.insert);
    this.right = removalOrder(b, fromRight, fromLeft, this.insert);
    this.#insertAll = new Float64Array(this.width ** 2);
    const { other, insert } = this.left;
    for (let j = n - 1; j >= 0; j--)
      for (let i = n - 1; i >= 0; i--) {
        const at = j * this.width + i;
        this.#insertAll[at] = this.#insertAll[at + 1]! + (other[i]! >= j ? insert[i]! : 0);
      }
    this.distances = new Float64Array(this.#insertAll.length);
  }

  /** Begins with the empty forest. */
  reset(): void {
    this.distances.set(this.#insertAll);
    this.removeAll = 0;
  }

  /** Costs of turning node v of `a` into each node of `b`, in a removal order. */
  updates(v: number, { node }: RemovalOrder): Float64Array {
    return Float64Array.from(node, (y) => this.costs.update(this.a.nodes[v]!, this.b.nodes[y]!));
  }

  /** The removal order of a side, and the steps in {@link distances} from place to place on it and on the other. */
  side(left: boolean): { mine: RemovalOrder; last: Int32Array; step: number; stride: number } {
    return left
      ? { mine: this.left, last: this.right.other, step: 1, stride: this.width }
      : { mine: this.right, last: this.left.other, step: this.width, stride: 1 };
  }
}
