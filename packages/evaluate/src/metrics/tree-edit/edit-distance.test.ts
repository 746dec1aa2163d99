import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { branch, type LabelTree, leaf, size } from "../tree.js";
import { editDistance, editMapping } from "./edit-distance.js";
import { FLOW_COSTS } from "./flow-costs.js";
import { heavyPathDistances } from "./heavy-path/heavy-path.js";

const { tree } = fc.letrec<{ tree: LabelTree }>((tie) => ({
  // steps are written large: no label is both
  tree: fc
    .tuple(
      fc.constantFrom("a", "b", "", "A", "B"),
      fc.oneof({ maxDepth: 4 }, fc.constant([]), fc.array(tie("tree"), { maxLength: 3 })),
    )
    .map(([label, children]) => branch(label, children as LabelTree[], /[A-Z]/.test(label))),
}));

/** The recursive definition, for small trees. */
function plain(a: LabelTree[], b: LabelTree[]): number {
  const x = a[a.length - 1];
  const y = b[b.length - 1];
  if (!x && !y) return 0;
  const removed = x ? plain([...a.slice(0, -1), ...x.children], b) + FLOW_COSTS.remove(x) : Infinity;
  const inserted = y ? plain(a, [...b.slice(0, -1), ...y.children]) + FLOW_COSTS.insert(y) : Infinity;
  const matched =
    x && y
      ? plain(x.children, y.children) + plain(a.slice(0, -1), b.slice(0, -1)) + FLOW_COSTS.update(x, y)
      : Infinity;
  return Math.min(removed, inserted, matched);
}

describe("tree edit distance", () => {
  it("is what its recursive definition says", () => {
    fc.assert(
      fc.property(tree, tree, (a, b) => {
        fc.pre(size(a) < 8 && size(b) < 8);
        expect(editDistance(a, b, FLOW_COSTS)).toBe(plain([a], [b]));
      }),
      { numRuns: 300 },
    );
  });
  it("is a metric, and its mapping costs what it says", () => {
    fc.assert(
      fc.property(tree, tree, tree, (a, b, c) => {
        const d = (x: LabelTree, y: LabelTree) => editDistance(x, y, FLOW_COSTS);
        expect(d(a, a)).toBe(0);
        expect(d(a, b)).toBe(d(b, a));
        expect(d(a, c)).toBeLessThanOrEqual(d(a, b) + d(b, c));
        const { distance, pairs } = editMapping(a, b, FLOW_COSTS);
        const [from, to] = [new Set(pairs.map(([x]) => x)), new Set(pairs.map(([, y]) => y))];
        const nodes = (root: LabelTree): LabelTree[] => [root, ...root.children.flatMap(nodes)];
        const cost =
          pairs.reduce((sum, [x, y]) => sum + FLOW_COSTS.update(x, y), 0) +
          nodes(a).reduce((sum, x) => sum + (from.has(x) ? 0 : FLOW_COSTS.remove(x)), 0) +
          nodes(b).reduce((sum, y) => sum + (to.has(y) ? 0 : FLOW_COSTS.insert(y)), 0);
        expect([from.size, to.size]).toEqual([pairs.length, pairs.length]);
        expect([distance, cost]).toEqual([d(a, b), d(a, b)]);
      }),
      { numRuns: 300 },
    );
  });
  it("along heavy paths is the same, for all subtrees", () => {
    const nodes = (root: LabelTree): LabelTree[] => [...root.children.flatMap(nodes), root];
    fc.assert(
      fc.property(tree, tree, (a, b) => {
        const distances = heavyPathDistances(a, b, FLOW_COSTS);
        const wanted = nodes(a).flatMap((x) => nodes(b).map((y) => editDistance(x, y, FLOW_COSTS)));
        expect([...distances]).toEqual(wanted);
      }),
      { numRuns: 300 },
    );
  });
  it("takes heavy paths where left and right ones are long, and still maps", () => {
    const zigzag = (n: number, label: (i: number) => string) => {
      let node = leaf("end");
      for (let i = 0; i < n; i++)
        node = branch(label(i), i % 2 ? [leaf("x"), node] : [node, leaf("x")], true);
      return node;
    };
    // every third node of the spine is another step: deleted and inserted, 2 each
    const [a, b] = [zigzag(150, () => "A"), zigzag(150, (i) => (i % 3 ? "A" : "B"))];
    const { distance, pairs } = editMapping(a, b, FLOW_COSTS);
    expect(distance).toBe(100);
    const kept = pairs.filter(([x, y]) => x.label === y.label).length;
    expect(301 - kept).toBeLessThanOrEqual(50);
  });
  it("takes a chain of 3,000 nodes without overflowing the stack", () => {
    let chain = leaf("end");
    for (let i = 0; i < 3000; i++) chain = branch("a", [chain]);
    expect(editDistance(chain, leaf("a"), FLOW_COSTS)).toBe(3000);
  });
});
