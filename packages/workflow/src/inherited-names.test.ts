import { describe, expect, it } from "vitest";
import { checkCatalog, compileCatalog, makeCatalog } from "./catalog/index.js";
import { parseNotation, schemaOfRef, validate, type Workflow } from "./document/index.js";
import { lookUp, resolve, sampleOf } from "./simulate/index.js";

/** What every object inherits: a look-up by a name from outside must not find it. */
const NAMES = ["constructor", "toString", "valueOf", "hasOwnProperty", "__proto__"];

const step = {
  id: "a.b.c",
  kind: "action" as const,
  app: "a",
  title: "T",
  description: "",
  phrases: [],
  inputs: { type: "object" as const, properties: { p: {} }, additionalProperties: false },
  outputs: { type: "object" as const, properties: { q: {} } },
};
const catalog = makeCatalog("x", [{ id: "a", title: "A" }], [step]);
const using = (id: string, inputs: object): Workflow =>
  JSON.parse(JSON.stringify({ version: 1, name: "", steps: [{ id, use: "a.b.c", inputs }] }));
const file = (name: string, more: object) => ({
  format: "flowright-catalog",
  version: 1,
  name: "x",
  apps: [{ id: "a", title: "A" }],
  steps: [{ ...step, ...more, id: `a.b.${name.replaceAll("_", "")}` }],
});

describe.each(NAMES)("the name %s", (name) => {
  it("is no operator of the notation", () => {
    expect(() => parseNotation(`if {a.b} ${name} 3\n  stop`)).toThrow(/line 1/);
  });
  it("is an input like any other in the notation", () => {
    const { steps } = parseNotation(`a.b.c ${name}="x"`);
    const { inputs } = steps[0] as { inputs: object };
    expect(Object.entries(inputs)).toEqual([[name, "x"]]);
    expect(Object.getPrototypeOf(inputs)).toBe(Object.prototype);
  });
  it("is no field of an output", () => {
    expect(schemaOfRef(`s1.${name}`, [{ root: "s1", schema: step.outputs }])).toBeUndefined();
    const workflow = using("s1", {});
    workflow.steps.push({ id: "s2", use: "a.b.c", inputs: { p: { ref: `s1.${name}` } } });
    expect(validate(workflow, catalog).map(({ code }) => code)).toContain("bad_reference");
  });
  it("is no field of data", () => {
    for (const data of [{}, [], "text", 3, null])
      expect(lookUp(`s1.${name}`, new Map([["s1", data]]))).toBeUndefined();
    expect(resolve({ template: `<{{s1.${name}}}>` }, new Map([["s1", {}]]))).toBe("<>");
  });
  it.skipIf(name === "__proto__")("is no input of a step, and does not fill a required one", () => {
    expect(validate(using("s1", { [name]: "x" }), catalog)).toMatchObject([{ code: "unknown_input" }]);
    const required = { ...step, inputs: { ...step.inputs, required: [name] } };
    const codes = validate(using("s1", {}), makeCatalog("x", [], [required])).map(({ code }) => code);
    expect(codes).toEqual(["missing_input"]);
  });
  it("is no definition, property or slot of a catalogue", () => {
    const codes = (more: object) => checkCatalog(file(name, more)).issues.map(({ code }) => code);
    expect(codes({ inputs: { properties: { p: { $ref: `#/$defs/${name}` } } } })).toEqual(["bad_ref"]);
    expect(codes({ inputs: { properties: {}, required: [name] } })).toEqual(["bad_required"]);
    expect(codes({ phrases: [`do {${name}}`] })).toEqual(["bad_slot"]);
  });
  it("is no kind, field or entity of a catalogue source", () => {
    const glossary = { fields: {}, entities: {} };
    const compile = (more: object) =>
      compileCatalog("x", glossary, [{ a: { title: "A", actions: { "a.b.c": { t: "T", ...more } } } }]);
    expect(() => compile({ in: name })).toThrow(expect.objectContaining({ code: "CATALOG_INVALID" }));
    expect(() => compile({ out: name })).toThrow(expect.objectContaining({ code: "CATALOG_INVALID" }));
    expect(() => compile({ out: [name] })).toThrow(expect.objectContaining({ code: "CATALOG_INVALID" }));
    expect(compileCatalog("x", { ...glossary, other: name }, []).steps).toEqual([]);
  });
  it("is no format of sample data", () => {
    expect(sampleOf({ type: "string", format: name })).toBe("value 1");
  });
});
