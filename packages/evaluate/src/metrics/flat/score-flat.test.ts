import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { size } from "../tree.js";
import { flatTree } from "./flat-tree.js";
import { type FlatScores, scoreFlat } from "./score-flat.js";

const parity = new URL("../../../../../../shared/data/flowsim-parity.jsonl", import.meta.url);

describe("scores of flat flows", () => {
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
  it.each([
    ["in a code fence after words", (json: string) => `Sure!\n\`\`\`json\n${json}\n\`\`\``],
    ["in a fence of tildes with Windows line ends", (json: string) => `~~~\r\n${json}\r\n~~~\r\n`],
    ["after another object", (json: string) => `{"thought": "two steps"}\n${json}`],
    ["behind a byte order mark", (json: string) => `\uFEFF${json}`],
  ])("reads an answer %s", (_, wrap) => {
    expect(scoreFlat(wrap(JSON.stringify(flow)), flow).flow_sim_no_inputs).toBe(1);
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
  it("strict mode corrects what the reference code leaves out", () => {
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
  it("takes a missing flow for a root alone", () => {
    expect(size(flatTree(undefined, { inputs: true }))).toBe(1);
  });
});
