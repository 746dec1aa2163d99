import { type MockModel, mockModel } from "@flowright/generate/testing";
import { FlowrightError } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { goldSet } from "../cases/index.js";
import { evaluate } from "./evaluate.js";
import { summarize } from "./summary.js";

const catalog = coreCatalog();
const REQUEST = "when a pull request is merged on github, post it to #releases and water the plants";
const FLOW = `on github.pull.merged // a pull request is merged on github
slack.message.post channel="#releases" text={trigger.title} // post it to #releases
? // water the plants`;
const gold = (...lines: object[]) => lines.map((line) => JSON.stringify(line)).join("\n");
const cases = (n: number) =>
  gold(...Array.from({ length: n }, (_, i) => ({ id: `c${i}`, request: REQUEST, workflows: [FLOW] })));
const answerOf =
  (outline?: string | Error) =>
  (call: { prompt: string }): string | Error => {
    if (call.prompt.startsWith("<|outline|>"))
      return (
        outline ??
        " a pull request is merged on github<|use|> github pull merged<|;|> post it to #releases<|use|> slack message post<|;|> water the plants<|none|>"
      );
    return call.prompt.includes("slack message post<|f|>")
      ? "<|f|> channel<|=|> #releases<|f|> text<|ref|> pull title"
      : "";
  };
const model = (outline?: string | Error): MockModel => mockModel(answerOf(outline));

describe("evaluate", () => {
  it("scores a right answer as right, in every stage", async () => {
    const results = await evaluate(goldSet(cases(3), catalog, "x"), { model: model() });
    expect(summarize(results)).toMatchObject({
      cases: 3,
      scored: 3,
      exact: { mean: 1, low: 1, high: 1, n: 3 },
      exactWithInputs: { mean: 1 },
      valid: { mean: 1 },
      recallAt15: { mean: 1 },
      annotations: { mean: 1 },
      placeholders: { precision: 1, recall: 1, wanted: 3 },
      lostIn: { retrieval: 0, outline: 0, inputs: 0 },
      errors: {},
      worst: [],
    });
    expect(results[0]?.answers).toHaveLength(3);
    expect(results[0]?.features).toContain("has: placeholder");
  });
  it("asks a model that knows probabilities for them", async () => {
    const sure = { ...model(), logProb: async () => Math.log(0.9) };
    const [result] = await evaluate(goldSet(cases(1), catalog, "x"), { model: sure });
    expect(result?.stats?.confidence).toBeCloseTo(0.9);
    const [plain] = await evaluate(goldSet(cases(1), catalog, "x"), { model: model() });
    expect(plain?.stats?.confidence).toBeNull();
  });
  it("tells a model that fails from a harness that breaks", async () => {
    const failing = model(new FlowrightError("MODEL_FAILED", "no answer"));
    const [failed] = await evaluate(goldSet(cases(1), catalog, "x"), { model: failing });
    expect(failed).toMatchObject({ state: "model_failed", error: { code: "MODEL_FAILED" } });
    const [broken] = await evaluate(goldSet(cases(1), catalog, "x"), { model: model(new Error("bug")) });
    expect(broken).toMatchObject({ state: "harness_error", error: { code: "BUG", message: "bug" } });
    expect(summarize([failed!, broken!])).toMatchObject({
      modelFailed: 1,
      harnessErrors: 1,
      flowSim: { mean: 0, n: 1 },
    });
  });
  it("says which stage lost the score, and what perfect retrieval would gain", async () => {
    const text = gold({ id: "a", request: "qwxz vbnm", workflows: ["weather.forecast.get // qwxz vbnm"] });
    const set = goldSet(text, catalog, "x");
    const nothing = model("<|manual|> qwxz vbnm<|none|>");
    const lost = summarize(await evaluate(set, { model: nothing })).lostIn;
    expect([lost.retrieval > 0, lost.outline]).toEqual([true, 0]);
    const oracle = await evaluate(set, {
      model: model("<|manual|> qwxz vbnm<|use|> weather forecast get<|;|>"),
      oracle: true,
    });
    expect(summarize(oracle)).toMatchObject({ recallAt15: { mean: 1 }, exact: { mean: 1 } });
  });
  it("runs cases again with other seeds, and says how often all runs are right", async () => {
    let call = 0;
    // every second run of a case goes wrong
    const mixed = mockModel((asked) => {
      if (asked.prompt.startsWith("<|outline|>") && ++call > 2) return "<|manual|> water the plants<|none|>";
      return answerOf()(asked);
    });
    const results = await evaluate(goldSet(cases(2), catalog, "x"), {
      model: mixed,
      runs: 2,
      temperature: 0.5,
      seed: 7,
    });
    expect(results.map(({ id, run }) => [id, run])).toEqual([
      ["c0", 0],
      ["c1", 0],
      ["c0", 1],
      ["c1", 1],
    ]);
    const outlines = mixed.calls.filter(({ prompt }) => prompt.startsWith("<|outline|>"));
    expect(outlines.map(({ seed, temperature }) => [seed, temperature])).toEqual([
      [7, 0.5],
      [7, 0.5],
      [8, 0.5],
      [8, 0.5],
    ]);
    const { cases: count, runs, exact, passHat } = summarize(results);
    expect({ count, runs }).toEqual({ count: 2, runs: 2 });
    expect([exact.mean, exact.n]).toEqual([0.5, 2]);
    expect(passHat.exact.map(({ mean }) => mean)).toEqual([0.5, 0]);
  });
});
