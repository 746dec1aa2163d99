import { FlowrightError } from "@flowright/workflow/core";
import { stringOf } from "./pattern.js";
import type { JsonSchema } from "./schema.js";
import {
  array,
  choice,
  constant,
  field,
  type Grammar,
  json,
  many,
  type Node,
  object,
  optional,
  rule,
  seq,
  text,
} from "./tree.js";

/** What says nothing about which documents are valid (JSON Schema 2020-12, "Annotations" and identification). */
const SILENT = new Set([
  "$schema",
  "$id",
  "$comment",
  "$defs",
  "definitions",
  "title",
  "description",
  "default",
  "examples",
  "format",
  "deprecated",
  "readOnly",
  "writeOnly",
]);
const BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  object: ["properties", "required", "additionalProperties"],
  array: ["items", "minItems", "maxItems"],
  string: ["pattern"],
};
/** Deep enough for every schema that people write by hand; a schema can nest without end where it refers to itself. */
const MAX_DEPTH = 64;

type Value = string | number | boolean | null;

/**
 * Reads a JSON Schema (2020-12) as a grammar that a model can be bound to. Objects are closed and keep the order of
 * their `properties`; white space between values is left out.
 * @throws {FlowrightError} GRAMMAR_UNSUPPORTED naming the keyword and its place: what cannot be bound is never dropped.
 */
export function fromJsonSchema(schema: JsonSchema): Grammar {
  const reader = new Reader(schema);
  reader.rules.set("document", reader.node(schema, "#"));
  return { root: "document", rules: reader.rules };
}

/** Any JSON document without white space: for servers that are asked for "some JSON object". */
export function anyJsonObject(): Grammar {
  const listed = (item: Node) => optional(seq(item, many(seq(text(","), item))));
  const pair = seq(json("string"), text(":"), rule("value"));
  const rules: [string, Node][] = [
    ["object", seq(text("{"), listed(pair), text("}"))],
    ["array", seq(text("["), listed(rule("value")), text("]"))],
    [
      "value",
      choice(rule("object"), rule("array"), json("string"), json("number"), json("boolean"), constant(null)),
    ],
  ];
  return { root: "object", rules: new Map(rules) };
}

class Reader {
  readonly rules = new Map<string, Node>();
  readonly #names = new Map<string, string>();

  constructor(readonly root: JsonSchema) {}

  #fail(where: string, why: string): never {
    throw new FlowrightError("GRAMMAR_UNSUPPORTED", `JSON Schema at ${where}: ${why}`, {
      hint: "Leave it out, or give a grammar instead of a schema.",
      data: { path: where },
    });
  }

  node(schema: unknown, where: string): Node {
    if (typeof schema !== "object" || schema === null || Array.isArray(schema))
      this.#fail(where, "only objects are read as schemas");
    if (where.split("/").length > MAX_DEPTH) this.#fail(where, "nested too deeply");
    const one = schema as JsonSchema;
    const known = (...keys: string[]) => {
      const other = Object.keys(one).find(
        (key) => !SILENT.has(key) && !key.startsWith("x-") && !keys.includes(key),
      );
      if (other !== undefined) this.#fail(where, `"${other}" cannot be bound`);
    };
    if (one.$ref !== undefined) {
      known("$ref");
      return this.#reference(one.$ref, where);
    }
    for (const key of ["anyOf", "oneOf"] as const) {
      const options = one[key];
      if (options === undefined) continue;
      known(key);
      if (!Array.isArray(options) || !options.length) this.#fail(where, `"${key}" has to be a list`);
      return choice(...options.map((option, i) => this.node(option, `${where}/${key}/${i}`)));
    }
    if ("const" in one || "enum" in one) {
      known("const", "enum", "type");
      const values = "const" in one ? [one.const] : (one.enum as unknown[]);
      if (
        !Array.isArray(values) ||
        !values.length ||
        values.some((value) => typeof value === "object" && value)
      )
        this.#fail(where, "only texts, numbers, booleans and null can be chosen from");
      return choice(...(values as Value[]).map(constant));
    }
    if (Array.isArray(one.type)) {
      const types = one.type as string[];
      return choice(
        ...types.map((type) => {
          const keep = [...SILENT, "type", ...(BY_TYPE[type] ?? [])];
          const others = types.flatMap((name) => (name === type ? [] : (BY_TYPE[name] ?? [])));
          const kept = Object.entries(one).filter(([key]) => keep.includes(key) || !others.includes(key));
          return this.node({ ...Object.fromEntries(kept), type }, where);
        }),
      );
    }
    known("type", ...(BY_TYPE[one.type as string] ?? []));
    switch (one.type) {
      case "object":
        return this.#object(one, where);
      case "array": {
        if (one.items === undefined) this.#fail(where, 'a list needs "items"');
        const bound = (key: "minItems" | "maxItems") => one[key] as number | undefined;
        return array(this.node(one.items, `${where}/items`), bound("minItems") ?? 0, bound("maxItems"));
      }
      case "string":
        return one.pattern === undefined
          ? json("string")
          : stringOf(String(one.pattern), (why) => this.#fail(`${where}/pattern`, why));
      case "number":
      case "integer":
      case "boolean":
        return json(one.type);
      case "null":
        return constant(null);
      default:
        return this.#fail(where, '"type" is missing or not known');
    }
  }

  #object(one: JsonSchema, where: string): Node {
    if (one.additionalProperties !== undefined && one.additionalProperties !== false)
      this.#fail(`${where}/additionalProperties`, "only closed objects can be bound");
    if (one.properties === undefined && one.additionalProperties !== false)
      this.#fail(where, "only closed objects can be bound");
    const properties = Object.entries((one.properties as Record<string, unknown> | undefined) ?? {});
    const required = (one.required as string[] | undefined) ?? [];
    const missing = required.find((name) => !properties.some(([key]) => key === name));
    if (missing !== undefined) this.#fail(`${where}/required`, `"${missing}" has no schema`);
    return object(
      ...properties.map(([name, value]) =>
        field(name, this.node(value, `${where}/properties/${name}`), required.includes(name)),
      ),
    );
  }

  #reference(ref: unknown, where: string): Node {
    const keys = typeof ref === "string" ? /^#(?:\/(.*))?$/.exec(ref) : null;
    if (!keys)
      this.#fail(where, `only references inside of the schema are followed, not ${JSON.stringify(ref)}`);
    const key = String(ref);
    let name = this.#names.get(key);
    if (name === undefined) {
      name = `ref-${this.#names.size}`;
      this.#names.set(key, name);
      let target: unknown = this.root;
      for (const part of keys[1] ? keys[1].split("/") : [])
        target = (target as JsonSchema | undefined)?.[part.replaceAll("~1", "/").replaceAll("~0", "~")];
      if (target === undefined) this.#fail(where, `${key} leads nowhere`);
      this.rules.set(name, this.node(target, key));
    }
    return rule(name);
  }
}
