import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEncodedQuery } from "./flat/encoded-query.js";
import { flatTree } from "./flat/flat-tree.js";
import { type FlatScores, scoreFlat } from "./flat/score-flat.js";
import { flowSim } from "./flow-sim.js";
import { branch, type LabelTree, leaf, size } from "./tree.js";
import { treeBleu } from "./tree-bleu.js";
import { editDistance, editMapping } from "./tree-edit/edit-distance.js";
import { FLOW_COSTS } from "./tree-edit/flow-costs.js";
import { heavyPathDistances } from "./tree-edit/heavy-path.js";

const parity = new URL("../../../../../shared/data/flowsim-parity.jsonl", import.meta.url);

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

describe("FlowSim and its family", () => {
  it.skipIf(!existsSync(parity))(
    "equal the public reference code to 1e-9 on every pair (skipped where ../shared/data is not there)",
    () => {
      const lines = readFileSync(parity, "utf8").trim().split("\n");
      const far: string[] = [];
      for (const line of lines) {
        const pair = JSON.parse(line);
        const scores = scoreFlat(pair.candidate, pair.reference);
        for (const key of Object.keys(pair.expected) as (keyof FlatScores)[])
          if (!(Math.abs(scores[key] - pair.expected[key]) < 1e-9)) far.push(`${pair.id} ${key}`);
      }
      expect([lines.length, far]).toEqual([150, []]);
    },
  );
  const step = (order: number, definition: string, more: object = {}) => ({
    category: "action",
    definition,
    scope: "global",
    order,
    block: null,
    ...more,
  });
  const flow = { trigger: { type: "daily" }, components: [step(1, "log"), step(2, "send_email")] };

  it("scores the same flow 1, an unreadable answer as an empty flow, and what is between between", () => {
    expect(new Set(Object.values(scoreFlat(JSON.stringify(flow), flow)))).toEqual(new Set([1]));
    expect(new Set(Object.values(scoreFlat('{"trigger": {"ty', flow)))).toEqual(new Set([0]));
    const half = { ...flow, components: [step(1, "log")] };
    expect(scoreFlat(half, flow)).toMatchObject({
      flow_sim_no_inputs: 1 - 1 / 5,
      flow_bleu_no_inputs: 2 / 3,
      flow_trigger_match_score: 1,
      flow_component_match_score: 1 / 2,
    });
  });
  it("reads an answer in a code fence", () => {
    expect(scoreFlat(`Sure!\n\`\`\`json\n${JSON.stringify(flow)}\n\`\`\``, flow).flow_sim_no_inputs).toBe(1);
  });
  it("survives anything that is JSON", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.boolean(), (text, strict) => {
        for (const score of Object.values(scoreFlat(text, flow, strict))) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
      }),
    );
    const knot = {
      components: [step(1, "a", { block: 2 }), step(2, "b", { block: 1 }), step(3, "c", { block: 3 })],
    };
    expect(scoreFlat(knot, knot).flow_sim_no_inputs).toBe(1);
  });
  it("strict mode mends what the reference leaves out", () => {
    const query = (value: unknown) => ({
      components: [step(1, "log", { inputs: [{ name: "condition", value }] })],
    });
    const both = (candidate: object, reference: object) => [
      scoreFlat(candidate as never, reference as never).flow_sim_with_inputs,
      scoreFlat(candidate as never, reference as never, true).flow_sim_with_inputs,
    ];
    // a condition that ends in ^EQ is not compared by the reference
    expect(both(query("priority=1^EQ"), query("state=7^EQ"))).toEqual([1, 1 - 2 / 8]);
    // a null is no input
    expect(
      both(
        { components: [step(1, "log", { inputs: [{ name: "to", value: null }] })] },
        { components: [step(1, "log")] },
      ),
    ).toEqual([1 - 1 / 3, 1]);
    // flow logic is one thing in any case
    const logic = (definition: string, scope?: string) => ({
      components: [{ category: "flowlogic", definition, scope, order: 1, block: null }],
    });
    const match = (strict: boolean) =>
      scoreFlat(logic("IF", "global"), logic("if"), strict).flow_component_match_score;
    expect([match(false), match(true)]).toEqual([0, 1]);
    expect(scoreFlat({ components: [] }, { components: [] }, true).flow_trigger_match_score).toBe(1);
  });
  it("counts what a candidate has too much in FlowSim, not in TreeBLEU", () => {
    const [a, b] = [branch("", [leaf("x", true)]), branch("", [leaf("x", true), leaf("y", true)])];
    expect([flowSim(a, b), flowSim(b, a)]).toEqual([1 - 1 / 3, 1 - 1 / 3]);
    expect([treeBleu(a, b), treeBleu(b, a)]).toEqual([1 / 2, 1]);
  });
});

describe("encoded queries", () => {
  const shown = (node: LabelTree | undefined): string =>
    node ? node.label + (node.children.length ? `(${node.children.map(shown).join(" ")})` : "") : "–";
  it.each([
    ["priority=1", "priority(= 1)", "priority(= 1)"],
    ["b=1^ORa=2", "^OR(a(= 2) b(= 1))", "^OR(a(= 2) b(= 1))"],
    ["a=1^NQb=2^c=3", "^(a(= 1) ^NQ(b(= 2) c(= 3)))", "^NQ(^(b(= 2) c(= 3)) a(= 1))"],
    ["active=true^EQ", "–", "active(= true)"],
    ["nonsense", "–", "–"],
    ["", "–", "–"],
    ["nameNOT LIKEIN", "nameNOT (LIKE IN)", "name(NOT LIKE IN)"],
  ])("%s", (query, compatible, strict) => {
    expect([shown(parseEncodedQuery(query)), shown(parseEncodedQuery(query, true))]).toEqual([
      compatible,
      strict,
    ]);
  });
  it("takes the root of a flow that is none", () => {
    expect(size(flatTree(undefined, { inputs: true }))).toBe(1);
  });
});
