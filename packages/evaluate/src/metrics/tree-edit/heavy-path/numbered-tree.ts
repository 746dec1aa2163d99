import type { LabelTree } from "../../tree.js";

/** A tree by post-order numbers. */
export class NumberedTree {
  readonly nodes: LabelTree[] = [];
  /** Nodes of each subtree, its root included. */
  readonly size: number[] = [];
  readonly children: number[][] = [];
  /** The child with the largest subtree; undefined for a leaf. */
  readonly heavy: (number | undefined)[] = [];

  constructor(root: LabelTree) {
    const stack: { node: LabelTree; children: number[] }[] = [{ node: root, children: [] }];
    for (let top = stack[stack.length - 1]; top; top = stack[stack.length - 1]) {
      const next = top.node.children[top.children.length];
      if (next) {
        stack.push({ node: next, children: [] });
        continue;
      }
      stack.pop();
      const index = this.nodes.push(top.node) - 1;
      this.children.push(top.children);
      this.size.push(top.children.reduce((sum, child) => sum + this.size[child]!, 1));
      this.heavy.push(top.children.length ? this.#largest(top.children) : undefined);
      stack[stack.length - 1]?.children.push(index);
    }
  }

  get root(): number {
    return this.nodes.length - 1;
  }

  #largest(children: readonly number[]): number {
    return children.reduce((best, child) => (this.size[child]! > this.size[best]! ? child : best));
  }

  /** The upper ends of the heavy paths; a path comes after those above it. */
  *pathTops(): Generator<number> {
    const tops = [this.root];
    for (let top = tops.pop(); top !== undefined; top = tops.pop()) {
      yield top;
      for (let node: number | undefined = top; node !== undefined; node = this.heavy[node])
        for (const child of this.children[node]!) if (child !== this.heavy[node]) tops.push(child);
    }
  }

  /** The nodes of the heavy path below a node, from the leaf upwards. */
  pathFrom(top: number): number[] {
    const path: number[] = [];
    for (let node: number | undefined = top; node !== undefined; node = this.heavy[node]) path.unshift(node);
    return path;
  }

  /** The pre-order number of each node, from left to right, or from right to left. */
  preorder(mirrored: boolean): Int32Array {
    const numbers = new Int32Array(this.nodes.length);
    const open = [this.root];
    let count = 0;
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      numbers[node] = count++;
      const children = this.children[node]!;
      open.push(...(mirrored ? children : [...children].reverse()));
    }
    return numbers;
  }

  /** The nodes of a subtree in pre-order, or in post-order. */
  subtree(top: number, preorder: boolean): number[] {
    if (!preorder) return Array.from({ length: this.size[top]! }, (_, i) => top - this.size[top]! + 1 + i);
    const out: number[] = [];
    const open = [top];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      out.push(node);
      open.push(...[...this.children[node]!].reverse());
    }
    return out;
  }
}
