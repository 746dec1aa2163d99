import type { FieldSchema } from "@flowright/workflow/catalog";

/**
 * The small grammar tree that answers are described with. Text nodes spell any format; JSON nodes describe JSON
 * values, so that the same tree can be printed as GBNF and as JSON Schema.
 */
export type Node =
  | { kind: "text"; text: string }
  /** One character of a set, spelled as between the brackets of GBNF: `a-z`, `^"`. */
  | { kind: "chars"; set: string }
  | { kind: "seq"; parts: readonly Node[] }
  | { kind: "choice"; options: readonly Node[] }
  | { kind: "many"; item: Node; min: number; max?: number }
  | { kind: "rule"; name: string }
  | { kind: "object"; fields: readonly Field[] }
  | { kind: "array"; item: Node; min: number; max?: number }
  | { kind: "const"; value: string | number | boolean | null }
  | { kind: "json"; type: "string" | "number" | "integer" | "boolean" }
  /** A node whose exact form only GBNF can hold; JSON Schema gets a wider form, named here. */
  | { kind: "wider"; exact: Node; schema: FieldSchema };

export interface Field {
  name: string;
  value: Node;
  required: boolean;
}

export interface Grammar {
  root: string;
  rules: ReadonlyMap<string, Node>;
}

export const text = (value: string): Node => ({ kind: "text", text: value });
export const chars = (set: string): Node => ({ kind: "chars", set });
export const seq = (...parts: Node[]): Node => ({ kind: "seq", parts });
export const choice = (...options: Node[]): Node =>
  options.length === 1 ? options[0]! : { kind: "choice", options };
export const many = (item: Node, min = 0, max?: number): Node => ({
  kind: "many",
  item,
  min,
  ...(max === undefined ? {} : { max }),
});
export const optional = (item: Node): Node => many(item, 0, 1);
export const rule = (name: string): Node => ({ kind: "rule", name });
export const array = (item: Node, min = 0, max?: number): Node => ({
  kind: "array",
  item,
  min,
  ...(max === undefined ? {} : { max }),
});
export const constant = (value: string | number | boolean | null): Node => ({ kind: "const", value });
export const json = (type: "string" | "number" | "integer" | "boolean"): Node => ({ kind: "json", type });
export const object = (...fields: Field[]): Node => ({ kind: "object", fields });
export const field = (name: string, value: Node, required = true): Field => ({ name, value, required });
export const wider = (exact: Node, schema: FieldSchema): Node => ({ kind: "wider", exact, schema });

/** A choice among texts in which common beginnings are shared, word by word, so that they are decided only once. */
export function trie(texts: readonly string[]): Node {
  const groups = new Map<string, string[]>();
  for (const one of new Set(texts)) {
    const head = /^ ?[^ ]*/.exec(one)![0];
    groups.set(head, [...(groups.get(head) ?? []), one.slice(head.length)]);
  }
  return choice(
    ...[...groups].map(([head, tails]) => {
      const rest = tails.filter(Boolean);
      if (!rest.length) return text(head);
      return seq(text(head), rest.length < tails.length ? optional(trie(rest)) : trie(rest));
    }),
  );
}
