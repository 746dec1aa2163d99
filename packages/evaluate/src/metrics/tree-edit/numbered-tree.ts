import type { LabelTree } from "../tree.js";

/** A tree by post-order numbers. */
export class NumberedTree {
  readonly nodes: LabelTree[] = [];
  readonly size: number[] = [];
  readonly children: number[][] = [];
  /** The child with the largest subtree; undefined for a leaf. */
  readonly heavy: (number | undefined)[] = [];

  constructor(root: LabelTree) {
    const stack: { node: LabelTree; kids: number[] }[] = [{ node: root, kids: [] }];
    for (let top = stack[stack.length - 1]; top; top = stack[stack.length - 1]) {
      const next = top.node.children[top.kids.length];
      if (next) {
        stack.push({ node: next, kids: [] });
        continue;
      }
      stack.pop();
      const index = this.nodes.push(top.node) - 1;
      this.children.push(top.kids);
      this.size.push(top.kids.reduce((sum, kid) => sum + this.size[kid]!, 1));
      this.heavy.push(top.kids.length ? this.#largest(top.kids) : undefined);
      stack[stack.length - 1]?.kids.push(index);
    }
  }

  get root(): number {
    return this.nodes.length - 1;
  }

  #largest(kids: readonly number[]): number {
    return kids.reduce((best, kid) => (this.size[kid]! > this.size[best]! ? kid : best));
  }

  /** The upper ends of the heavy paths, those above others first. */
  *pathTops(): Generator<number> {
    const tops = [this.root];
    for (let top = tops.pop(); top !== undefined; top = tops.pop()) {
      yield top;
      for (let node: number | undefined = top; node !== undefined; node = this.heavy[node])
        for (const kid of this.children[node]!) if (kid !== this.heavy[node]) tops.push(kid);
    }
  }

  /** Pre-order numbers from left to right, or from right to left. */
  preorder(mirrored: boolean): Int32Array {
    const numbers = new Int32Array(this.nodes.length);
    const open = [this.root];
    let count = 0;
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      numbers[node] = count++;
      const kids = this.children[node]!;
      open.push(...(mirrored ? kids : [...kids].reverse()));
    }
    return numbers;
  }
}

/** The nodes that are not taken away, in their order, as they come back one by one: dancing links. */
export class Links {
  /** By place; `n` stands for both ends. */
  readonly previous: Int32Array;
  readonly #next: Int32Array;

  constructor({ previous, next }: Side) {
    this.previous = previous.slice();
    this.#next = next.slice();
  }

  /** Puts a place back between its neighbours. */
  add(place: number): void {
    this.#next[this.previous[place]!] = place;
    this.previous[this.#next[place]!] = place;
  }
}

/** The nodes of a tree in the order in which they are taken away from one side. */
export interface Side {
  node: Int32Array;
  /** Number of each in the order of the other side. */
  other: Int32Array;
  size: Int32Array;
  insert: Float64Array;
  /** The neighbours of each place among those that the other side takes away after it. */
  previous: Int32Array;
  next: Int32Array;
  /** By number of the other side: how many places come after that node's, among those taken away after it there. */
  behind: Int32Array;
}

export function side(tree: NumberedTree, order: Int32Array, other: Int32Array, insert: Float64Array): Side {
  const node = new Int32Array(order.length);
  for (const [index, number] of order.entries()) node[number] = index;
  const n = order.length;
  const previous = Int32Array.from({ length: n + 1 }, (_, i) => (i + n) % (n + 1));
  const next = Int32Array.from({ length: n + 1 }, (_, i) => (i + 1) % (n + 1));
  const byOther = new Int32Array(n);
  for (const [index, number] of other.entries()) byOther[number] = order[index]!;
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

/** The nodes of a subtree in pre-order, or in post-order. */
export function under(tree: NumberedTree, top: number, preorder: boolean): number[] {
  if (!preorder) return Array.from({ length: tree.size[top]! }, (_, i) => top - tree.size[top]! + 1 + i);
  const out: number[] = [];
  const open = [top];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    out.push(node);
    open.push(...[...tree.children[node]!].reverse());
  }
  return out;
}
