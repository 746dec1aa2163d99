import { generateDataset } from "@flowright/datagen";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coreCatalog } from "../node/index.js";
import {
  canonical,
  checkShape,
  findStep,
  fromFlat,
  replaceStep,
  type Step,
  scopeOf,
  toFlat,
  type Value,
  validate,
  type Workflow,
  walk,
} from "./index.js";

const catalog = coreCatalog();
const flow = (steps: Step[], rest: Partial<Workflow> = {}): Workflow => ({
  version: 1,
  name: "test",
  steps,
  ...rest,
});
const post = (id: string, inputs: Record<string, Value> = { channel: "#ops", text: "hi" }): Step => ({
  id,
  use: "slack.message.post",
  inputs,
});
const everything: Workflow = flow(
  [
    post("a"),
    {
      id: "b",
      if: { left: { ref: "trigger.priority" }, op: "eq", right: "high" },
      annotation: "x",
      then: [post("b1")],
      elseIf: [{ if: { says: "it rains" }, annotation: "y", then: [post("b2")] }],
      else: [{ id: "b3", stop: true }],
    },
    { id: "c", use: "jira.issue.search", inputs: { query: "{{no}} template" } },
    {
      id: "d",
      forEach: { ref: "c" },
      as: "issue",
      do: [
        post("d1", { channel: "#x", text: { template: "{{issue.key}}: {{issue.title}}" } }),
        { id: "d2", next: true },
      ],
    },
    { id: "e", while: { not: { left: { ref: "c" }, op: "empty" } }, do: [post("e1")] },
    {
      id: "f",
      until: {
        any: [
          { left: { ref: "f1.text" }, op: "filled" },
          { left: 3, op: "gt", right: 2 },
        ],
      },
      do: [post("f1")],
    },
    { id: "g", parallel: [[post("g1")], [post("g2"), { id: "g3", wait: { duration: "PT2H" } }]] },
    { id: "h", try: [post("h1")], catch: [{ id: "h2", call: "cleanup", inputs: { n: 3 } }] },
    { id: "i", placeholder: true, annotation: "water the plants" },
    { id: "j", wait: { for: { left: { ref: "c" }, op: "filled" } } },
    {
      id: "k",
      use: "googlesheets.row.add",
      inputs: { sheet: "json:x", values: { literal: { ref: "not one" } } },
    },
  ],
  {
    trigger: { use: "jira.issue.created", annotation: "an issue", inputs: { project: "OPS" } },
    missing: [{ step: "b", input: "elseIf.0.if" }],
  },
);

describe("validate", () => {
  it("finds nothing wrong with a document that uses everything", () => {
    expect(validate(everything, catalog).filter((issue) => issue.severity === "error")).toEqual([]);
  });

  it.each<[string, Workflow, string, string]>([
    ["an unknown step", flow([{ id: "a", use: "slack.message.shout" }]), "unknown_step", "steps.0.use"],
    ["a trigger as a step", flow([{ id: "a", use: "jira.issue.created" }]), "wrong_kind", "steps.0.use"],
    [
      "an unknown input",
      flow([post("a", { channel: "#a", text: "b", colour: "red" })]),
      "unknown_input",
      "steps.0.inputs.colour",
    ],
    ["a wrong type", flow([post("a", { channel: 3, text: "b" })]), "type_mismatch", "steps.0.inputs.channel"],
    [
      "a value that is not a choice",
      flow([{ id: "a", use: "jira.issue.create", inputs: { title: "x", priority: "huge" } }]),
      "type_mismatch",
      "steps.0.inputs.priority",
    ],
    [
      "a reference to nothing",
      flow([post("a", { channel: "#a", text: { ref: "zz.text" } })]),
      "bad_reference",
      "steps.0.inputs.text",
    ],
    [
      "a reference to a field that is not there",
      flow([post("a"), post("b", { channel: "#a", text: { ref: "a.colour" } })]),
      "bad_reference",
      "steps.1.inputs.text",
    ],
    [
      "a reference forwards",
      flow([post("a", { channel: "#a", text: { ref: "b.text" } }), post("b")]),
      "bad_reference",
      "steps.0.inputs.text",
    ],
    [
      "a reference into a branch",
      flow([{ id: "p", parallel: [[post("a")], [post("b", { channel: "#a", text: { ref: "a.text" } })]] }]),
      "bad_reference",
      "steps.0.parallel.1.0.inputs.text",
    ],
    [
      "a reference in a template",
      flow([post("a", { channel: "#a", text: { template: "{{zz}}" } })]),
      "bad_reference",
      "steps.0.inputs.text",
    ],
    [
      "a list that is none",
      flow([post("a"), { id: "b", forEach: { ref: "a.text" }, as: "x", do: [post("c")] }]),
      "type_mismatch",
      "steps.1.forEach",
    ],
    ["an id used twice", flow([post("a"), post("a")]), "duplicate_id", "steps.1.id"],
    ["going on outside of a loop", flow([{ id: "a", next: true }]), "next_outside_loop", "steps.0"],
    ["an empty block", flow([{ id: "a", if: { says: "x" }, then: [] }]), "shape", "steps.0.then"],
    ["a missing input", flow([post("a", { channel: "#a" })]), "missing_input", "steps.0.inputs.text"],
    [
      "a condition that is only said",
      flow([{ id: "a", if: { says: "x" }, then: [post("b")] }]),
      "unresolved",
      "steps.0.if",
    ],
    ["what comes after a stop", flow([{ id: "a", stop: true }, post("b")]), "unreachable", "steps.1"],
  ])("names %s", (_, workflow, code, path) => {
    expect(validate(workflow, catalog)).toContainEqual(expect.objectContaining({ code, path }));
  });

  it("takes anything and never throws", () => {
    fc.assert(fc.property(fc.jsonValue(), (json) => Array.isArray(validate(json, catalog))));
  });
});

describe("tree", () => {
  it("walks in reading order and finds by id", () => {
    expect([...walk(everything.steps)].map(({ step }) => step.id).join(" ")).toBe(
      "a b b1 b2 b3 c d d1 d2 e e1 f f1 g g1 g2 g3 h h1 h2 i j k",
    );
    expect(findStep(everything, "b2")?.path).toBe("steps.1.elseIf.0.then.0");
    expect(findStep(everything, "nope")).toBeUndefined();
  });
  it("replaces one step by many and leaves the rest as it was", () => {
    const changed = replaceStep(everything, "h2", [post("x"), post("y")]);
    expect(findStep(changed, "y")?.path).toBe("steps.7.catch.1");
    expect(findStep(everything, "h2")).toBeDefined();
  });
  it("knows what is in scope where", () => {
    expect(scopeOf(everything, "d1", catalog)?.map((one) => one.root)).toEqual([
      "trigger",
      "a",
      "c",
      "issue",
    ]);
    expect(scopeOf(everything, "g3", catalog)?.map((one) => one.root)).toEqual(["trigger", "a", "c", "g2"]);
  });
});

describe("canonical form", () => {
  it("numbers steps, takes references along, and is its own canonical form", () => {
    const once = canonical(everything);
    expect(findStep(once, "s7")?.step).toMatchObject({ as: "issue", forEach: { ref: "s6" } });
    expect(canonical(once)).toEqual(once);
    expect(JSON.stringify(canonical(JSON.parse(JSON.stringify(once))))).toBe(JSON.stringify(once));
    expect(validate(once, catalog).filter((issue) => issue.severity === "error")).toEqual([]);
  });
});

describe("flat form", () => {
  it("gives every document back, to the letter", () => {
    expect(fromFlat(toFlat(everything))).toEqual(everything);
    for (const { pair } of generateDataset({ count: 60, seed: 9, catalog })) {
      const workflow = JSON.parse(JSON.stringify(pair.workflow)) as Workflow;
      for (const { step } of walk(workflow.steps))
        if ("inputs" in step && !Object.keys(step.inputs ?? {}).length) delete step.inputs;
      if (workflow.trigger && "use" in workflow.trigger && !Object.keys(workflow.trigger.inputs ?? {}).length)
        delete workflow.trigger.inputs;
      expect(fromFlat(JSON.parse(JSON.stringify(toFlat(workflow))))).toEqual(workflow);
    }
  });
  it("keeps every kind of value apart", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom("{{a}}", "json:1", "x {{a.b}} y", "{{"), fc.jsonValue()),
        (value) => {
          const workflow = flow([{ id: "a", use: "x.y.z", inputs: { v: value as Value } }]);
          if (checkShape(workflow).workflow === undefined) return;
          expect(fromFlat(toFlat(workflow))).toEqual(JSON.parse(JSON.stringify(workflow)));
        },
      ),
    );
  });
  it("says which line it cannot read", () => {
    const line = { category: "flowlogic" as const, definition: "if", scope: "global", order: 1, block: null };
    expect(() =>
      fromFlat({ name: "", trigger: null, components: [{ ...line, definition: "somersault" }] }),
    ).toThrow(expect.objectContaining({ code: "FLAT_INVALID" }));
    expect(() => fromFlat({ name: "", trigger: null, components: [{ ...line, block: 7 }] })).toThrow(
      /block 7/,
    );
  });
  it("names a line or an input that is no flat form at all", () => {
    const invalid = (components: unknown, trigger: unknown = null) =>
      expect(() => fromFlat({ name: "", trigger, components } as never)).toThrow(
        expect.objectContaining({ code: "FLAT_INVALID" }),
      );
    invalid([null]);
    invalid([{ order: 1 }]);
    invalid([], { type: "jira.issue.created", inputs: [{ name: "project", value: "json:{" }] });
  });
});
