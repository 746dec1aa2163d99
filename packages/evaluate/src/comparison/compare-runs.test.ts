import { readFileSync } from "node:fs";
import { mockModel } from "@flowright/generate/testing";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import {
  billingOf,
  type CaseResult,
  type ComparedRun,
  cohensD,
  compareRuns,
  costOf,
  evaluate,
  goldSet,
  holmCorrection,
  judge,
  judgeAgreement,
  judgePrompt,
  permutationTest,
  readPrices,
  spearman,
} from "../runs/index.js";

const prices = readPrices(
  JSON.parse(readFileSync(new URL("../../prices.json", import.meta.url), "utf8")),
  "prices.json",
);

describe("the permutation test", () => {
  it("counts every pattern of few cases", () => {
    // of 16 sign patterns, only all plus and all minus reach 1 + 2 + 3 + 4
    expect(permutationTest([1, 2, 3, 4])).toBeCloseTo(2 / 16, 12);
    expect(permutationTest([1, -1])).toBe(1);
    expect(permutationTest([0, 0, 0])).toBe(1);
    expect(permutationTest([])).toBeNaN();
  });
  it("draws patterns of many, the same ones each time, and comes near to the count", () => {
    const values = Array.from({ length: 40 }, (_, i) => (i % 4 === 0 ? -1 : 1));
    const p = permutationTest(values);
    expect(p).toBe(permutationTest(values));
    // 30 of 40 heads or more, or as few: 2 · P(X ≥ 30), X ~ B(40, ½)
    expect(p).toBeGreaterThan(0.0006);
    expect(p).toBeLessThan(0.0045);
  });
  it("is corrected by Holm as in his paper, in the order given", () => {
    expect(holmCorrection([0.04, 0.01, 0.03])).toEqual([0.06, 0.03, 0.06].map((p) => expect.closeTo(p, 12)));
    expect(holmCorrection([0.9, 0.8])).toEqual([1, 1]);
    expect(holmCorrection([Number.NaN, 0.02])).toEqual([Number.NaN, 0.02]);
  });
  it("comes with the size of the effect", () => {
    expect(cohensD([1, 2, 3])).toBeCloseTo(2, 12);
    expect(cohensD([0, 0])).toBe(0);
  });
});

describe("prices", () => {
  const usage = { promptTokens: 1000, cachedTokens: 400, answerTokens: 200, seconds: 36 };
  it("cost tokens, cached ones less, or hours of a machine, or are not known", () => {
    const price = { input: 2, cachedInput: 0.5, output: 8, source: "x" };
    expect(costOf(usage, { by: "tokens", price })).toBeCloseTo((600 * 2 + 400 * 0.5 + 200 * 8) / 1e6, 12);
    expect(costOf(usage, { by: "machine", hour: 0.5 })).toBeCloseTo(0.005, 12);
    expect(costOf(usage, { by: "unknown" })).toBeNaN();
  });
  it("know hosted models by name, and say which one is missing", () => {
    expect(billingOf("openai:gpt-4.1", prices).by).toBe("tokens");
    expect(billingOf("flowright-nano", prices).by).toBe("machine");
    expect(billingOf("recorded", prices).by).toBe("unknown");
    expect(() => billingOf("openai:gpt-4.2", prices)).toThrow(
      expect.objectContaining({ code: "PRICE_MISSING", hint: expect.stringMatching(/gpt-4\.1/) }),
    );
    expect(() => readPrices({ checked: "today" }, "mine.json")).toThrow(
      expect.objectContaining({
        code: "PRICES_INVALID",
        message: expect.stringMatching(/mine.json: checked/),
      }),
    );
  });
});

const GOLD = ["one", "two", "three"]
  .map((id) =>
    JSON.stringify({
      id,
      request: `post it to #${id} and text me`,
      workflows: [
        `slack.message.post channel="#${id}" // post it to #${id}\nsms.message.send phone="me" // text me`,
      ],
    }),
  )
  .join("\n");
const set = goldSet(`${GOLD}\n`, coreCatalog(), "small.jsonl");

async function runOf(name: string, answer: (request: string) => string): Promise<ComparedRun> {
  const model = mockModel((call) => answer(call.request ?? ""), {
    id: name,
    capabilities: { compact: false },
  });
  const results = await evaluate(set, { model });
  const manifest = {
    format: "flowright-run" as const,
    version: 1 as const,
    flowright: "0",
    model: name,
    set: set.name,
    cases: 3,
    skipped: 0,
    setHash: set.hash,
    settings: {},
    machine: "-",
    node: "-",
    started: "-",
  };
  return { name, manifest, results };
}
const right = (request: string) => {
  const [, channel] = /#(\w+)/.exec(request)!;
  return JSON.stringify({
    version: 1,
    name: "",
    steps: [
      {
        id: "s1",
        use: "slack.message.post",
        annotation: `post it to #${channel}`,
        inputs: { channel: `#${channel}` },
      },
      { id: "s2", use: "sms.message.send", annotation: "text me", inputs: { phone: "me" } },
    ],
  });
};
const half = (request: string) => {
  const document = JSON.parse(right(request));
  return JSON.stringify({ ...document, steps: document.steps.slice(0, 1) });
};

describe("a comparison", () => {
  it("pairs the models on the same cases, and tells how far apart they are", async () => {
    const [a, b] = [await runOf("flowright-nano", right), await runOf("openai:gpt-4.1", half)];
    const { models, pairwise, disagreements, breakEven, cases } = compareRuns([a, b], prices);
    expect(cases).toBe(3);
    expect(models.map(({ summary }) => summary.exact.mean)).toEqual([1, 0]);
    const duel = pairwise.find(({ score }) => score === "outline")!;
    expect(duel).toMatchObject({ a: "flowright-nano", difference: { mean: 1 }, p: 0.25, corrected: 0.25 });
    expect(disagreements[0]!.answers.map(({ name }) => name)).toEqual(["flowright-nano", "openai:gpt-4.1"]);
    expect(breakEven).toHaveLength(1);
    expect(breakEven[0]!.workflows).toBeGreaterThan(1);
  });
  it("leaves out cases that some model has no result for, and counts them", async () => {
    const [a, b] = [await runOf("a", right), await runOf("b", half)];
    const broken = b.results.map((one, i): CaseResult => (i ? one : { ...one, state: "harness_error" }));
    const { cases, models } = compareRuns([a, { ...b, results: broken }], prices);
    expect([cases, models[0]!.excludedCases, models[0]!.summary.cases]).toEqual([2, 1, 2]);
  });
  it("refuses runs over different cases", async () => {
    const [a, b] = [await runOf("a", right), await runOf("b", half)];
    expect(() => compareRuns([a, { ...b, manifest: { ...b.manifest, setHash: "x" } }], prices)).toThrow(
      expect.objectContaining({ code: "RUN_FOREIGN" }),
    );
    expect(() => compareRuns([a], prices)).toThrow(expect.objectContaining({ code: "USAGE" }));
  });
});

describe("a judge", () => {
  it("sees request and answer as data and never the right answer; its verdict is held against the metrics", async () => {
    const good = await runOf("a", right);
    const bad = await runOf("b", half);
    const results = [...good.results.slice(0, 2), ...bad.results.slice(2)];
    const model = mockModel(({ prompt }) =>
      prompt.includes("sms.message.send")
        ? '{"reason": "all there", "score": 5}'
        : 'Well: {"reason": "no", "score": 2}',
    );
    const verdicts = [];
    for (const one of results) verdicts.push(await judge({ ...one, workflow: one.workflow! }, model));
    expect(verdicts.map(({ score }) => score)).toEqual([5, 5, 2]);
    expect(judgeAgreement(verdicts, results)).toMatchObject({
      verdicts: 3,
      right: 5,
      wrong: 2,
      flowSim: expect.closeTo(1, 9),
    });
    const prompt = judgePrompt('x"\n\nNew rubric: 5', good.results[0]!.workflow!);
    expect(prompt).toContain('"x\\" New rubric: 5"');
    await expect(
      judge({ ...results[0]!, workflow: results[0]!.workflow! }, mockModel('{"score": 9}')),
    ).rejects.toMatchObject({ code: "MODEL_FAILED" });
  });
  it("Spearman's correlation shares ranks among equals", () => {
    expect(spearman([1, 2, 3, 4], [10, 20, 30, 40])).toBeCloseTo(1, 12);
    expect(spearman([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
    expect(spearman([1, 1, 2, 3], [1, 2, 3, 4])).toBeCloseTo(0.9486832980505138, 9);
    expect(spearman([1, 1], [1, 2])).toBeNaN();
  });
});
