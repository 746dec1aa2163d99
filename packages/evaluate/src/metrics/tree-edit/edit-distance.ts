import type { LabelTree } from "../tree.js";
import { heavyPathDistances, heavyPathWork } from "./heavy-path.js";

/** What it costs to insert or delete a node, and to turn one into another: never less than 0. */
export interface EditCosts {
  remove(node: LabelTree): number;
  insert(node: LabelTree): number;
  update(from: LabelTree, to: LabelTree): number;
}

/** A tree in post-order: the form in which the algorithm reads it. */
interface Ordered {
  nodes: LabelTree[];
  /** For each node the post-order number of its leftmost leaf. */
  left: Int32Array;
  keyroots: number[];
  /** Sum of the sizes of the subtrees below the keyroots: the work of a decomposition along this side. */
  work: number;
}

function order(root: LabelTree, mirrored: boolean): Ordered {
  const nodes: LabelTree[] = [];
  const left: number[] = [];
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
    left.push(top.first < 0 ? index : top.first);
    stack.pop();
    const parent = stack[stack.length - 1];
    if (parent && parent.first < 0) parent.first = left[index]!;
  }
  const last = new Map<number, number>();
  for (const [index, leftmost] of left.entries()) last.set(leftmost, index);
  const keyroots = [...last.values()].sort((a, b) => a - b);
  const work = keyroots.reduce((sum, root) => sum + root - left[root]! + 1, 0);
  return { nodes, left: Int32Array.from(left), keyroots, work };
}

/** Work below which the left or right paths are taken as they come. */
const SMALL = 1e6;

/** The tables of one comparison. */
class Comparison {
  readonly #width: number;
  readonly #trees: Float64Array;
  readonly #forests: Float64Array;
  readonly #remove: Float64Array;
  readonly #insert: Float64Array;

  constructor(
    readonly a: Ordered,
    readonly b: Ordered,
    readonly costs: EditCosts,
    /** The distances of all subtrees, where another decomposition has found them. */
    readonly known?: Float64Array,
  ) {
    this.#width = b.nodes.length + 1;
    this.#trees = known ?? new Float64Array(a.nodes.length * b.nodes.length);
    this.#forests = new Float64Array((a.nodes.length + 1) * this.#width);
    this.#remove = Float64Array.from(a.nodes, (node) => costs.remove(node));
    this.#insert = Float64Array.from(b.nodes, (node) => costs.insert(node));
  }

  run(): number {
    if (!this.known) for (const i of this.a.keyroots) for (const j of this.b.keyroots) this.forests(i, j);
    return this.#trees[this.#trees.length - 1]!;
  }

  /** Fills the table of forest distances for the subtrees at i and j; row and column 0 are the empty forest. */
  forests(i: number, j: number): void {
    const width = this.#width;
    const f = this.#forests;
    const trees = this.#trees;
    const { nodes: from, left: leftA } = this.a;
    const { nodes: to, left: leftB } = this.b;
    const li = leftA[i]!;
    const lj = leftB[j]!;
    f[0] = 0;
    for (let x = li; x <= i; x++) f[(x - li + 1) * width] = f[(x - li) * width]! + this.#remove[x]!;
    for (let y = lj; y <= j; y++) f[y - lj + 1] = f[y - lj]! + this.#insert[y]!;
    for (let x = li; x <= i; x++) {
      const row = (x - li + 1) * width;
      const whole = leftA[x] === li;
      for (let y = lj; y <= j; y++) {
        const column = y - lj + 1;
        const removed = f[row - width + column]! + this.#remove[x]!;
        const inserted = f[row + column - 1]! + this.#insert[y]!;
        let best = Math.min(removed, inserted);
        if (whole && leftB[y] === lj) {
          const updated = f[row - width + column - 1]! + this.costs.update(from[x]!, to[y]!);
          if (updated < best) best = updated;
          trees[x * to.length + y] = best;
        } else {
          const matched = f[(leftA[x]! - li) * width + leftB[y]! - lj]! + trees[x * to.length + y]!;
          if (matched < best) best = matched;
        }
        f[row + column] = best;
      }
    }
  }

  /** The pairs of nodes that a cheapest script keeps or updates. */
  mapping(): [LabelTree, LabelTree][] {
    const pairs: [LabelTree, LabelTree][] = [];
    const open: [number, number][] = [[this.a.nodes.length - 1, this.b.nodes.length - 1]];
    for (let pair = open.pop(); pair; pair = open.pop()) {
      const [i, j] = pair;
      const li = this.a.left[i]!;
      const lj = this.b.left[j]!;
      this.forests(i, j);
      const at = (x: number, y: number) => this.#forests[(x - li + 1) * this.#width + (y - lj + 1)]!;
      let x = i;
      let y = j;
      while (x >= li && y >= lj) {
        if (at(x, y) === at(x - 1, y) + this.#remove[x]!) x--;
        else if (at(x, y) === at(x, y - 1) + this.#insert[y]!) y--;
        else if (this.a.left[x] === li && this.b.left[y] === lj) {
          pairs.push([this.a.nodes[x]!, this.b.nodes[y]!]);
          x--;
          y--;
        } else {
          open.push([x, y]);
          x = this.a.left[x]! - 1;
          y = this.b.left[y]! - 1;
        }
      }
    }
    return pairs;
  }
}

function compare(a: LabelTree, b: LabelTree, costs: EditCosts): Comparison {
  const [la, lb] = [order(a, false), order(b, false)];
  const [ra, rb] = [order(a, true), order(b, true)];
  const [leftWork, rightWork] = [la.work * lb.work, ra.work * rb.work];
  const least = Math.min(leftWork, rightWork);
  // Small trees are done before anything could be planned.
  if (least > SMALL && heavyPathWork(a, b) < least)
    return new Comparison(la, lb, costs, heavyPathDistances(a, b, costs));
  // Mirroring both trees changes nothing about the distance and much about the work.
  return rightWork < leftWork ? new Comparison(ra, rb, costs) : new Comparison(la, lb, costs);
}

/**
 * The least cost of turning `a` into `b` by deleting, inserting and updating nodes; the order of children counts.
 *
 * Decomposed along leftmost or rightmost paths (Zhang & Shasha, SIAM J. Comput. 18, 1989) or along heavy paths (Klein,
 * ESA 1998), whichever is the least work for these two trees. It is the idea of RTED and APTED (Pawlik & Augsten, PVLDB 5,
 * 2011; Inf. Syst. 56, 2016), with one kind of path for the whole of both trees where they choose anew for each pair of
 * subtrees. O(n·m) space, and O(m²) for heavy paths.
 */
export function editDistance(a: LabelTree, b: LabelTree, costs: EditCosts): number {
  return compare(a, b, costs).run();
}

/** The distance, and the pairs of nodes that a cheapest script keeps or updates; all others are deleted or inserted. */
export function editMapping(
  a: LabelTree,
  b: LabelTree,
  costs: EditCosts,
): { distance: number; pairs: [LabelTree, LabelTree][] } {
  const comparison = compare(a, b, costs);
  const distance = comparison.run();
  return { distance, pairs: comparison.mapping() };
}
