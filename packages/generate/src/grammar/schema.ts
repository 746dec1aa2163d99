import { FlowrightError } from "@flowright/workflow/core";
import type { Grammar, Node } from "./tree.js";

export type JsonSchema = Record<string, unknown>;

function schemaOf(node: Node, where: string): JsonSchema {
  switch (node.kind) {
    case "const":
      return { const: node.value };
    case "json":
      return { type: node.type };
    case "rule":
      return { $ref: `#/$defs/${node.name}` };
    case "wider":
      return { ...node.schema };
    case "array":
      return {
        type: "array",
        items: schemaOf(node.item, where),
        ...(node.min ? { minItems: node.min } : {}),
        ...(node.max === undefined ? {} : { maxItems: node.max }),
      };
    case "object":
      return {
        type: "object",
        properties: Object.fromEntries(
          node.fields.map((one) => [one.name, schemaOf(one.value, `${where}.${one.name}`)]),
        ),
        required: node.fields.filter((one) => one.required).map((one) => one.name),
        additionalProperties: false,
      };
    case "choice": {
      const consts = node.options.flatMap((option) => (option.kind === "const" ? [option.value] : []));
      if (consts.length === node.options.length) return { enum: distinct(consts) };
      return { anyOf: node.options.map((option) => schemaOf(option, where)) };
    }
    default:
      throw new FlowrightError(
        "GRAMMAR_UNSUPPORTED",
        `JSON Schema cannot hold the ${node.kind} node at ${where}`,
        {
          hint: "Only JSON nodes can be printed as JSON Schema; print text grammars as GBNF.",
        },
      );
  }
}

/**
 * Prints a grammar of JSON nodes as JSON Schema (2020-12).
 * @throws {FlowrightError} GRAMMAR_UNSUPPORTED for text nodes: what cannot be expressed is never dropped.
 */
export function toJsonSchema(grammar: Grammar): JsonSchema {
  const defs: Record<string, JsonSchema> = {};
  const rule = (name: string): JsonSchema => {
    const node = grammar.rules.get(name);
    if (!node) throw new FlowrightError("GRAMMAR_UNSUPPORTED", `the grammar has no rule "${name}"`);
    return schemaOf(node, name);
  };
  const root = rule(grammar.root);
  // Only what the schema refers to: the exact forms behind wider ones are text rules that it cannot hold.
  const waiting = [root];
  for (let schema = waiting.pop(); schema; schema = waiting.pop())
    for (const [, name = ""] of JSON.stringify(schema).matchAll(/"\$ref":"#\/\$defs\/([^"]+)"/g)) {
      if (name in defs) continue;
      defs[name] = rule(name);
      waiting.push(defs[name]!);
    }
  return { ...root, ...(Object.keys(defs).length ? { $defs: defs } : {}) };
}

/** A JSON Schema with the same value twice in an enumeration is invalid. */
const distinct = (values: readonly unknown[]): unknown[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];
