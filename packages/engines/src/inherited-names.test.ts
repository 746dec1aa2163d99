import { type Workflow, walk } from "@flowright/workflow";
import { makeCatalog } from "@flowright/workflow/catalog";
import { describe, expect, it } from "vitest";
import { engines } from "./index.js";

/** What every object inherits: a look-up by a name from outside must not find it. */
const NAMES = ["constructor", "toString", "valueOf", "hasOwnProperty", "__proto__"];

const catalog = makeCatalog(
  "x",
  [{ id: "a", title: "A" }],
  [
    {
      id: "a.b.c",
      kind: "action",
      app: "a",
      title: "T",
      description: "",
      phrases: [],
      inputs: { type: "object", properties: { level: { type: "string" } } },
      outputs: { type: "object", properties: {} },
      bindings: {
        n8n: {
          node: "thing",
          version: 1,
          parameters: {
            urgency: { $input: "level", $map: { high: 1 } },
            other: { $input: "constructor", $map: {} },
          },
        },
      },
    },
  ],
);
const n8n = engines.get("n8n")!;

/** The name in every place that a document has for one. */
const named = (name: string): Workflow => ({
  version: 1,
  name,
  trigger: { use: name, annotation: name, inputs: Object.fromEntries([[name, name]]) },
  steps: [
    { id: "s1", use: "a.b.c", annotation: name, inputs: { level: name } },
    { id: "s2", use: name, inputs: Object.fromEntries([[name, { ref: `s1.${name}` }]]) },
    {
      id: name,
      annotation: name,
      if: { left: { ref: `trigger.${name}` }, op: "eq", right: name },
      then: [{ id: "s3", placeholder: true, annotation: name }],
      elseIf: [{ if: { says: name }, annotation: name, then: [{ id: "s4", call: name }] }],
      else: [{ id: "s5", use: "a.b.c", inputs: { level: { ref: name } } }],
    },
    { id: "s6", forEach: { ref: "s2" }, as: name, do: [{ id: "s7", wait: { until: name } }] },
    { id: "s8", until: { says: name }, annotation: name, do: [{ id: "s9", next: true }] },
  ],
});

describe.each(NAMES)("the name %s", (name) => {
  it.each([...engines.keys()])("is exported like any other to %s", (id) => {
    const { files, limitations } = engines.get(id)!.export(named(name), catalog);
    const other = engines.get(id)!.export(named("zzz"), catalog);
    expect(limitations.map(({ code }) => code)).toEqual(other.limitations.map(({ code }) => code));
    const ids = ["trigger", ...[...walk(named(name).steps)].map(({ step }) => step.id)];
    for (const { step } of limitations) expect(ids).toContain(step);
    expect(files.map(({ text }) => text.length > 100)).toEqual(other.files.map(() => true));
    expect(files[0]!.text).not.toContain("[native code]");
    if (files[0]!.name.endsWith(".json")) expect(files[0]!.text).toContain(`"${name}`);
  });
  it("comes back from the flat form", () => {
    const flat = engines.get("flat")!;
    const { files } = flat.export(named(name), catalog);
    expect(flat.import!(JSON.parse(files[0]!.text), catalog)).toEqual(named(name));
  });
  it("is no unit, operator or node when n8n is imported", () => {
    const node = (id: string, type: string, parameters: object) => ({
      id,
      name: id,
      type: `n8n-nodes-base.${type}`,
      parameters,
    });
    const condition = {
      leftValue: "={{ $json.a }}",
      rightValue: "x",
      operator: { type: name, operation: name },
    };
    const typed = { ...condition, operator: { type: "string", operation: name } };
    const to = (...names: string[]) => ({
      main: [names.map((one) => ({ node: one, type: "main", index: 0 }))],
    });
    const document = {
      nodes: [
        node("Start", "manualTrigger", {}),
        node("Pause", "wait", { amount: 2, unit: name }),
        node("Test", "if", { conditions: { conditions: [condition, typed], combinator: "and" } }),
        node(name, "httpRequest", {
          url: "https://example.invalid/a.b.c",
          bodyParameters: { parameters: [{ name, value: "x" }] },
        }),
      ],
      connections: { Start: to("Pause"), Pause: to("Test"), Test: to(name) },
    };
    const { steps } = n8n.import!(document, catalog);
    expect(steps[0]).toMatchObject({ wait: { duration: "PT2H" } });
    expect(steps[1]).toMatchObject({ if: { says: "Test" } });
    const { then } = steps[1] as { then: { inputs: object }[] };
    expect(Object.entries(then[0]!.inputs)).toEqual([[name, "x"]]);
  });
});

it("an n8n document with holes in it is refused or read, and never breaks the importer", () => {
  const nodes = [{ name: "Start", type: "n8n-nodes-base.manualTrigger" }, null, { name: "x" }];
  const connections = { Start: { main: [null, [null, { node: "constructor" }, {}]] }, constructor: null };
  expect(n8n.import!({ nodes, connections }, catalog).steps).toEqual([]);
});
