import { parseNotation } from "@flowright/workflow";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { compareRuns, readPrices } from "../comparison/index.js";
import { scoreWorkflow } from "../metrics/index.js";
import { type CaseResult, type RunManifest, summarize } from "../runs/index.js";
import { comparisonHtml, comparisonJson, comparisonMarkdown, runHtml, runJson, runText } from "./index.js";

const catalog = coreCatalog();
const reference = parseNotation('slack.message.post channel="#ops"\nsms.message.send phone="me"');
const result = (id: string, steps: number): CaseResult => {
  const workflow = { ...reference, steps: reference.steps.slice(0, steps) };
  return {
    id,
    state: "scored",
    request: "post it to <b>#ops</b> & text me",
    run: 0,
    features: ["has: placeholder", "steps: 1–2"],
    recall: 1,
    seconds: 1,
    answers: [],
    workflow,
    scores: scoreWorkflow(workflow, [reference], catalog),
  };
};
const manifest: RunManifest = {
  format: "flowright-run",
  version: 1,
  flowright: "0",
  model: "<model>",
  set: "dev",
  cases: 2,
  skipped: 0,
  setHash: "0123456789abcdef",
  settings: {},
  machine: "-",
  node: "-",
  started: "-",
};
const right = [result("a", 2), result("b", 2)];
const half = [result("a", 1), result("b", 2)];
const prices = readPrices(
  { checked: "2026-01", currency: "USD", machineHour: { price: 1, source: "x" }, models: {} },
  "prices.json",
);
const comparison = compareRuns(
  [
    { name: "x", manifest, results: right },
    { name: "y", manifest, results: half },
  ],
  prices,
);

describe("the report of a run", () => {
  it("gives renamed features under their old names in JSON too", () => {
    const { features, flowSim } = JSON.parse(runJson(summarize(half)));
    expect(features["has: part that nothing serves"]).toEqual(features["has: placeholder"]);
    expect(Object.keys(features)).toHaveLength(3);
    expect(flowSim.mean).toBeCloseTo((1 + 2 / 3) / 2, 12);
  });
  it("escapes what comes from outside, and loads nothing", () => {
    const page = runHtml(manifest, summarize(half));
    expect(page).toContain("&#60;model&#62; on dev");
    expect(page).not.toMatch(/<b>#ops|<script|<model>| src=| href=/);
  });
  it("lists scores, errors and the worst cases for the terminal", () => {
    const text = runText(manifest, summarize(half));
    expect(text).toMatch(/FlowSim, outline +0\.833/);
    expect(text).toMatch(/missed step +1 in 1 case$/m);
    expect(text).toContain("missed: sms.message.send");
  });
});

describe("the report of a comparison", () => {
  it("is given under its old names in JSON too", () => {
    const json = JSON.parse(comparisonJson(comparison));
    const names = (list: { name: string }[]) => list.map(({ name }) => name);
    expect(names(json.models)).toEqual(["x", "y"]);
    expect(names(json.contenders)).toEqual(["x", "y"]);
    expect(json.models[0].excludedCases).toBe(0);
    expect(json.contenders[0].leftOut).toBe(0);
    expect(json.pairwise[0]).toMatchObject({ p: 1, adjustedP: 1 });
    expect(json.duels[0]).toMatchObject({ p: 1, corrected: 1, effect: json.pairwise[0].effectSize });
    expect(json.partings).toEqual(json.disagreements);
  });
  it("says which differences are significant", () => {
    const text = comparisonMarkdown(comparison);
    expect(text).toContain("the difference may be chance");
    expect(text).toMatch(/\| x − y \| FlowSim, outline \|.*\| no significant difference \|/);
  });
  it("escapes what comes from outside, and loads nothing", () => {
    const page = comparisonHtml(comparison, catalog);
    expect(page).toContain("<h2>Where they differ most</h2><details open>");
    expect(page).not.toMatch(/<b>#ops|<script|<model>| src=| href=/);
  });
});
