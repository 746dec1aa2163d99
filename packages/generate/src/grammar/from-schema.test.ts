import { FlowrightError, Random } from "@flowright/workflow/core";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { accepts } from "../../../../test/support/grammar.js";
import { anyJsonObject, fromJsonSchema, type JsonSchema, sample, toJsonSchema } from "./index.js";

const SCHEMA: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  title: "Order",
  properties: {
    id: { type: "string", pattern: "^[A-Z]{2,3}-\\d+(\\.[^.]+)?$" },
    size: { enum: ["small", "large", 3, null] },
    note: { type: ["string", "null"], description: "what to say" },
    lines: { type: "array", items: { $ref: "#/$defs/line" }, minItems: 1, maxItems: 3 },
    parent: { anyOf: [{ $ref: "#" }, { type: "null" }] },
  },
  required: ["id", "lines"],
  additionalProperties: false,
  $defs: {
    line: {
      type: "object",
      properties: { count: { type: "integer" }, paid: { type: "boolean" }, kind: { const: "line" } },
      required: ["count", "kind"],
      additionalProperties: false,
    },
  },
};

describe("JSON Schema as a grammar", () => {
  it("allows what the schema allows, and only that, by llama.cpp's own engine", async () => {
    const grammar = fromJsonSchema(SCHEMA);
    for (const yes of [
      '{"id":"AB-7","lines":[{"count":2,"kind":"line"}]}',
      '{"id":"ABC-70.x","size":null,"note":"\\"hi\\"","lines":[{"count":2,"paid":true,"kind":"line"}]}',
      '{"id":"AB-7","lines":[{"count":1,"kind":"line"}],"parent":{"id":"AB-8","lines":[{"count":1,"kind":"line"}]}}',
    ])
      expect(await accepts(grammar, yes), yes).toBe(true);
    for (const no of [
      '{"id":"A-7","lines":[{"count":2,"kind":"line"}]}',
      '{"id":"AB-","lines":[{"count":2,"kind":"line"}]}',
      '{"id":"AB-7","lines":[]}',
      '{"id":"AB-7","size":"medium","lines":[{"count":2,"kind":"line"}]}',
      '{"id":"AB-7","lines":[{"count":2.5,"kind":"line"}]}',
      '{"id":"AB-7","lines":[{"count":2,"kind":"line","more":1}]}',
    ])
      expect(await accepts(grammar, no), no).toBe(false);
  });
  it("gives texts that a validator accepts, and survives the way back to a schema", () => {
    const rng = new Random(3);
    const check = new Ajv({ strict: false }).compile(
      Object.fromEntries(Object.entries(SCHEMA).filter(([key]) => key !== "$schema")),
    );
    for (let i = 0; i < 200; i++) {
      const document = JSON.parse(sample(fromJsonSchema(SCHEMA), rng));
      expect(check(document), JSON.stringify([document, check.errors])).toBe(true);
    }
    const { pattern: _, ...id } = (SCHEMA.properties as Record<string, JsonSchema>).id!;
    const plain = { ...SCHEMA, properties: { ...(SCHEMA.properties as object), id } };
    const again = toJsonSchema(fromJsonSchema(plain));
    expect(toJsonSchema(fromJsonSchema(again))).toEqual(again);
  });
  it.each([
    [{ type: "object" }, "#"],
    [{ type: "object", properties: {}, additionalProperties: true }, "#/additionalProperties"],
    [{ type: "object", properties: { a: { type: "number", minimum: 3 } } }, "#/properties/a"],
    [{ type: "string", pattern: "a+" }, "#/pattern"],
    [{ type: "string", pattern: "^(?=a)a$" }, "#/pattern"],
    [{ type: "string", pattern: "^a\\b$" }, "#/pattern"],
    [{ type: "string", minLength: 2 }, "#"],
    [{ allOf: [{ type: "string" }] }, "#"],
    [{ $ref: "https://x.test/schema" }, "#"],
    [{ $ref: "#/$defs/none" }, "#"],
    [{ type: "array" }, "#"],
    [{ not: { type: "string" } }, "#"],
    [{ enum: [{ a: 1 }] }, "#"],
    [{}, "#"],
    [{ type: "object", properties: { a: true } }, "#/properties/a"],
    [{ type: "object", properties: {}, required: ["a"] }, "#/required"],
  ])("refuses what it cannot bind instead of dropping it: %j", (schema, path) => {
    try {
      fromJsonSchema(schema as JsonSchema);
      expect.unreachable();
    } catch (error) {
      expect(FlowrightError.is(error) && [error.code, error.data.path]).toEqual([
        "GRAMMAR_UNSUPPORTED",
        path,
      ]);
    }
  });
  it("any object is any object", async () => {
    for (const yes of ["{}", '{"a":[1,"b",{"c":null}],"d":true}'])
      expect(await accepts(anyJsonObject(), yes)).toBe(true);
    expect(await accepts(anyJsonObject(), "[1]")).toBe(false);
  });
});
