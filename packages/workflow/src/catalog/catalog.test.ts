import { describe, expect, it } from "vitest";
import { coreCatalog, loadCatalog } from "../node/index.js";
import { checkCatalog, parseCatalog } from "./index.js";

const step = (more: object = {}) => ({
  id: "a.b.c",
  kind: "action",
  app: "a",
  title: "T",
  description: "",
  ...more,
});
const file = (...steps: object[]) => ({
  format: "flowright-catalog",
  version: 1,
  name: "x",
  apps: [{ id: "a", title: "A" }],
  steps,
});
const codes = (json: unknown) => checkCatalog(json).issues.map((issue) => issue.code);

describe("the core catalogue", () => {
  const core = coreCatalog();
  it("is as large as promised, and every step says what it needs", () => {
    expect(core.actions.length).toBeGreaterThanOrEqual(150);
    expect(core.triggers.length).toBeGreaterThanOrEqual(25);
    expect(core.apps.length).toBeGreaterThanOrEqual(40);
    for (const one of core.steps) {
      expect(one.id, one.id).toMatch(/^[a-z0-9]+\.[a-z]+\.[a-z]+$/);
      expect(new Set(one.phrases).size, `${one.id} has too few phrases`).toBeGreaterThanOrEqual(6);
      expect(one.description.length).toBeGreaterThan(0);
      for (const field of Object.values({ ...one.inputs.properties, ...one.outputs.properties }))
        expect(field.description, one.id).toBeTruthy();
    }
  });
});

describe("checking a catalogue", () => {
  it("accepts a small good one, and resolves its $refs", () => {
    const { catalog, issues } = checkCatalog(
      file(
        step({
          inputs: {
            type: "object",
            properties: { p: { $ref: "#/$defs/person" } },
            $defs: { person: { type: "string" } },
          },
        }),
      ),
    );
    expect(issues).toEqual([]);
    expect(catalog?.steps[0]?.inputs.properties?.p).toEqual({ type: "string" });
  });
  it.each(["alwaysInclude", "usual"])("reads %s, of which the second is the old name", (name) => {
    const { catalog } = checkCatalog(file(step({ [name]: true })));
    expect(catalog?.steps[0]).toMatchObject({ alwaysInclude: true });
    expect(catalog?.steps[0]).not.toHaveProperty("usual");
  });
  it.each([
    ["duplicate ids", file(step(), step()), "duplicate_id"],
    ["an unknown app", file(step({ app: "zz" })), "unknown_app"],
    ["a wrong schema", file(step({ inputs: { type: "strnig" } })), "shape"],
    [
      "a cyclic $ref",
      file(
        step({
          inputs: {
            properties: { p: { $ref: "#/$defs/a" } },
            $defs: { a: { items: { $ref: "#/$defs/b" } }, b: { items: { $ref: "#/$defs/a" } } },
          },
        }),
      ),
      "cyclic_ref",
    ],
    ["a $ref to nowhere", file(step({ inputs: { properties: { p: { $ref: "other.json" } } } })), "bad_ref"],
    ["an id that climbs folders", file(step({ id: "../../etc/passwd" })), "shape"],
    ["an id with control tokens", file(step({ id: "a<|eos|>b" })), "shape"],
    [
      "a required input that is not there",
      file(step({ inputs: { type: "object", properties: {}, required: ["x"] } })),
      "bad_required",
    ],
    ["a phrase with an unknown slot", file(step({ phrases: ["do {this}"] })), "bad_slot"],
    ["no steps", file(), "shape"],
    ["something else", [], "shape"],
  ])("refuses %s", (_, json, code) => {
    expect(codes(json)).toContain(code);
    expect(() => parseCatalog(JSON.stringify(json))).toThrow(
      expect.objectContaining({ code: "CATALOG_INVALID" }),
    );
  });
  it("a missing file and broken JSON are typed errors", () => {
    expect(() => loadCatalog("/nowhere/catalog.json")).toThrow(
      expect.objectContaining({ code: "CATALOG_UNREADABLE" }),
    );
    expect(() => parseCatalog("{")).toThrow(expect.objectContaining({ code: "CATALOG_INVALID" }));
  });
});
