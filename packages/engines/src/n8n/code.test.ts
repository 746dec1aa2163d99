import { type Inputs, parseNotation, type Workflow } from "@flowright/workflow";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { n8n } from "./index.js";

const catalog = coreCatalog();
const nodesOf = (workflow: Workflow): { name: string; type: string; parameters: { jsCode: string } }[] =>
  JSON.parse(n8n.export(workflow, catalog).files[0]!.text).nodes;

/** Runs what the Code node of a step holds, with the rows that the node before it gave. */
function run(use: string, inputs: Inputs, rows: unknown[] = []): unknown {
  const workflow: Workflow = {
    version: 1,
    name: "t",
    steps: [
      { id: "s1", use: "googlesheets.row.search", inputs: { sheet: "A" } },
      { id: "s2", use, inputs },
    ],
  };
  const { jsCode } = nodesOf(workflow).find(({ type }) => type.endsWith(".code"))!.parameters;
  const before = { all: () => rows.map((json) => ({ json })), first: () => ({ json: rows[0] }) };
  const [only, ...others] = new Function("$", jsCode)(() => before) as { json: unknown }[];
  expect(others).toEqual([]);
  return only!.json;
}

const items = { ref: "s1" };
const rows = [
  { n: 3, a: "x" },
  { n: 1, a: "y" },
  { n: 2, a: "x" },
];

describe("steps that n8n does with a few lines of JavaScript", () => {
  it.each([
    ["sum", 6],
    ["count", 3],
    ["average", 2],
    ["minimum", 1],
    ["maximum", 3],
  ])("add up: %s", (operation, value) => {
    expect(run("data.list.sum", { items, field: "n", operation }, rows)).toEqual({ value });
  });
  it("add up nothing", () => {
    expect(run("data.list.sum", { items, field: "n" })).toEqual({ value: 0 });
    expect(run("data.list.sum", { items, field: "n", operation: "average" })).toEqual({ value: null });
  });
  it("sort, and deduplicate", () => {
    expect(run("data.list.sort", { items, field: "n" }, rows)).toEqual({
      items: [rows[1], rows[2], rows[0]],
    });
    expect(run("data.list.sort", { items, field: "n", order: "descending" }, rows)).toEqual({
      items: [rows[0], rows[2], rows[1]],
    });
    expect(run("data.list.deduplicate", { items, field: "a" }, rows)).toEqual({
      items: [rows[0], rows[1]],
      count: 2,
    });
  });
  it("format and parse a text", () => {
    expect(run("data.text.format", { text: "ada LOVELACE", operation: "titlecase" })).toEqual({
      text: "Ada Lovelace",
    });
    expect(run("data.json.parse", { text: '{"a":1}' })).toEqual({ object: { a: 1 } });
  });
  it("take what is said for data", () => {
    const hostile = '"; throw new Error("run"); //\n{{ 7 }} ={{ 7 }} \\ `x`';
    expect(run("data.text.format", { text: hostile, operation: "trim" })).toEqual({ text: hostile.trim() });
  });
  it("come back with their inputs", () => {
    const workflow = parseNotation(
      'l: googlesheets.row.search sheet="A"\nt: data.list.sum items={l} field="n" operation="sum"\ns: ai.text.summarize text={t.value} length="short"\nc: ai.text.classify text={s.summary} categories=["a","b"]\nslack.message.post channel="#a" text={c.category}',
    );
    const back = n8n.import!(JSON.parse(n8n.export(workflow, catalog).files[0]!.text), catalog);
    const inputsOf = ({ steps }: Workflow) =>
      steps.map((step) => ("use" in step ? [step.use, step.inputs] : []));
    expect(inputsOf(back)).toEqual(inputsOf(workflow));
  });
});
