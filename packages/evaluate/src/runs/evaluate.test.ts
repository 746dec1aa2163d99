import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { coreCatalog } from "@flowright/workflow/node";
import { FlowrightError } from "@flowright/workflow/core";
import { type MockModel, mockModel } from "@flowright/generate/testing";
import { evaluate, flowBenchCatalog, flowBenchSet, goldSet, goldStatistics, RunFolder, summarize } from "./index.js";

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
const folder = () => join(mkdtempSync(join(tmpdir(), "flowright-run-")), "run");
const manifest = (more: object = {}) => ({
  format: "flowright-run" as const,
  version: 1 as const,
  flowright: "0",
  model: "mock",
  set: "x",
  cases: 3,
  skipped: 0,
  setHash: "h",
  settings: {},
  machine: "m",
  node: "n",
  started: "s",
  ...more,
});
const code = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return FlowrightError.is(error) ? `${error.code} ${error.data.line ?? ""}`.trim() : String(error);
  }
  return "nothing thrown";
};

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
    expect(results[0]?.features).toContain("has: part that nothing serves");
  });
  it("asks a model that knows probabilities for them", async () => {
    const sure = { ...model(), score: async () => Math.log(0.9) };
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
  it("goes on where it was stopped: nothing is lost and nothing is run twice", async () => {
    const path = folder();
    const set = goldSet(cases(3), catalog, "x");
    const control = new AbortController();
    const first = new RunFolder(path, manifest());
    const stopped = evaluate(set, {
      model: model(),
      folder: first,
      concurrency: 1,
      signal: control.signal,
      onResult: () => control.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ code: "ABORTED" });
    first.close();
    // a kill in the middle of a line
    appendFileSync(join(path, "results.jsonl"), '{"id":"c1","state":"sco');
    const second = new RunFolder(path, manifest({ machine: "another", started: "later" }));
    expect([...second.completed.keys()]).toEqual(["c0#0"]);
    const again = model();
    const results = await evaluate(set, { model: again, folder: second });
    second.close();
    expect(results.map((result) => result.id)).toEqual(["c0", "c1", "c2"]);
    expect(again.calls.filter((call) => call.prompt.startsWith("<|outline|>"))).toHaveLength(2);
    expect(
      readFileSync(join(path, "results.jsonl"), "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).id)
        .sort(),
    ).toEqual(["c0", "c1", "c2"]);
  });
  it("two runs never share a folder", () => {
    const path = folder();
    const first = new RunFolder(path, manifest());
    expect(code(() => new RunFolder(path, manifest()))).toBe("RUN_BUSY");
    first.close();
    expect(code(() => new RunFolder(path, manifest({ flowright: "1" })))).toBe("RUN_FOREIGN");
    expect(code(() => new RunFolder(path, manifest({ setHash: "other" })))).toBe("RUN_FOREIGN");
    writeFileSync(join(path, "manifest.json"), "{");
    expect(code(() => new RunFolder(path, manifest()))).toBe("RUN_FOREIGN");
    expect(existsSync(join(path, "run.lock"))).toBe(false);
    // a process that died without tidying up
    writeFileSync(join(path, "run.lock"), "999999999");
    rmSync(join(path, "manifest.json"));
    new RunFolder(path, manifest()).close();
  });
  it("a disk that cannot be written to is an error of its own", async () => {
    const path = folder();
    const run = new RunFolder(path, manifest());
    rmSync(path, { recursive: true });
    await expect(evaluate(goldSet(cases(1), catalog, "x"), { model: model(), folder: run })).rejects.toMatchObject({
      code: "FILE_UNWRITABLE",
    });
    const file = `${path}.txt`;
    writeFileSync(file, "not a folder");
    expect(code(() => new RunFolder(file, manifest()))).toBe("FILE_UNWRITABLE");
  });
});

describe("gold files", () => {
  const line = { id: "a", request: REQUEST, workflows: [FLOW] };
  it.each([
    ["no JSON", `${gold(line)}\n{"id": `, 2],
    ["an id used twice", gold(line, line), 2],
    ["no workflow", gold({ ...line, workflows: [] }), 1],
    ["a step that the catalogue does not have", gold({ ...line, workflows: ["slack.message.shout"] }), 1],
    [
      "an annotation that is not in the request",
      gold({ ...line, workflows: ["weather.forecast.get // sunshine"] }),
      1,
    ],
    ["a notation that cannot be read", gold({ ...line, workflows: ["if maybe\n  stop"] }), 1],
    [
      "an input that the step does not have",
      gold({ ...line, workflows: ['weather.forecast.get planet="Mars"'] }),
      1,
    ],
  ])("%s is named by its line", (_, text, at) => {
    expect(code(() => goldSet(text, catalog, "gold.jsonl"))).toBe(`GOLD_INVALID ${at}`);
  });
  it("are counted for their data card", () => {
    const nested = { id: "b", request: "x", workflows: ["if says\n  each ? as item\n    stop", "stop"] };
    expect(goldStatistics(goldSet(gold(line, nested), catalog, "x"))).toMatchObject({
      cases: 2,
      nested: 0.5,
      deep: 0.5,
      placeholders: 0.5,
      severalReferences: 0.5,
    });
  });
});

describe("Flow-Bench", () => {
  const steps = flowBenchCatalog([
    { id: "Box_Folder__create", description: "Create a folder" },
    { id: "Slack_message__create", description: "Slack_message__create" },
  ]);
  const call = (action: string) => ({ step: "call", action });
  const one = (more: object) => ({
    id: "f",
    request: "create a folder",
    prior_workflow: null,
    workflow: [call("Box_Folder__create")],
    ...more,
  });
  it("reads trees, counts edits as skipped, and takes human tasks for placeholders", () => {
    const nested = [
      {
        step: "for_each",
        item: "x",
        in: "y",
        do: [{ step: "if", condition: "x > 1", then: [call("user_task")], else: [] }],
      },
    ];
    const set = flowBenchSet(gold(one({}), one({ prior_workflow: [] }), one({ workflow: nested })), steps);
    expect([set.cases.length, set.skipped]).toEqual([2, 1]);
    expect(set.cases[1]?.references[0]?.steps).toEqual([
      {
        id: "s1",
        forEach: null,
        as: "item1",
        do: [{ id: "s2", if: { says: "x > 1" }, then: [{ id: "s3", placeholder: true }] }],
      },
    ]);
  });
  it("names the line of a case that it cannot read", () => {
    expect(code(() => flowBenchSet(gold(one({}), one({ workflow: [call("Nope")] })), steps))).toBe(
      "GOLD_INVALID 2",
    );
    expect(code(() => flowBenchCatalog({}))).toBe("CATALOG_INVALID");
  });
});
