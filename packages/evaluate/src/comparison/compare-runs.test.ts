import { mockModel } from "@flowright/generate/testing";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { goldSet } from "../cases/index.js";
import { type CaseResult, evaluate } from "../runs/index.js";
import { compareRuns } from "./compare-runs.js";
import type { ComparedRun } from "./compared-run.js";
import { readPrices } from "./prices.js";

const prices = readPrices(
  {
    checked: "2026-01",
    currency: "USD",
    machineHour: { price: 0.4, source: "x" },
    models: { "openai:gpt-4.1": { input: 2, cachedInput: 0.5, output: 8, source: "x" } },
    training: { "flowright-nano": { machineHours: 10, source: "x" } },
  },
  "prices.json",
);

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
  it("pairs the models on the same cases, and says how much they differ", async () => {
    const [a, b] = [await runOf("flowright-nano", right), await runOf("openai:gpt-4.1", half)];
    const { models, pairwise, disagreements, breakEven, cases } = compareRuns([a, b], prices);
    expect(cases).toBe(3);
    expect(models.map(({ summary }) => summary.exact.mean)).toEqual([1, 0]);
    const pair = pairwise.find(({ score }) => score === "outline")!;
    expect(pair).toMatchObject({ a: "flowright-nano", difference: { mean: 1 }, p: 0.25, adjustedP: 0.25 });
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
