import { isTemplate, type Value } from "@flowright/workflow";
import { type Dialect, fieldAccess, isConstant, javascript } from "../javascript.js";
import { literalOf, templateParts } from "../support.js";
import type { InputFormat } from "./bindings.js";

/** A text as JavaScript. Braces are escaped: n8n ends an expression at them, even inside of texts. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(/[{}]/g, (brace) => (brace === "{" ? "\\u007b" : "\\u007d"));

/** The expression behind each root of a reference: one item, or the whole list that a node returned. */
export type Roots = ReadonlyMap<string, string>;

/** The first item of a node's last output. */
export const firstOf = (name: string): string => `$(${quoted(name)}).first().json`;
/** All items of a node. A node that found nothing returns one empty item, which is dropped here. */
export const listFrom = (name: string): string =>
  `$(${quoted(name)}).all().map((one) => one.json).filter((one) => Object.keys(one).length)`;

export const inN8n = (roots: Roots): Dialect => ({
  path(ref) {
    const [root = "", ...keys] = ref.split(".");
    return fieldAccess(roots.get(root) ?? "undefined", keys, quoted);
  },
  literal(value) {
    if (typeof value === "string") return quoted(value);
    if (typeof value === "object" && value !== null) return `JSON.parse(${quoted(JSON.stringify(value))})`;
    return JSON.stringify(value) ?? "undefined";
  },
});

export const expression = (source: string): string => `={{ ${source} }}`;

/**
 * A value as a parameter: a constant, or an expression.
 * @param isText True for references to texts, which a template can insert as they are.
 * @param format `joined`: a list as a text, joined by commas. `number`: a numeric text as a number. `source`: JavaScript
 * in one line. Default: `value`.
 */
export function parameter(
  value: Value,
  roots: Roots,
  isText: (ref: string) => boolean,
  format: InputFormat = "value",
): unknown {
  const dialect = inN8n(roots);
  if (format === "source") return javascript(value, dialect);
  if (format === "number" && isConstant(value)) {
    const number = Number(literalOf(value));
    return Number.isFinite(number) ? number : expression(dialect.literal(literalOf(value)));
  }
  if (format === "joined" && !isConstant(value))
    return expression(`[${javascript(value, dialect)}].flat().join(",")`);
  if (format === "joined" && Array.isArray(value))
    return parameter(value.map(literalOf).join(","), roots, isText);
  if (isConstant(value)) {
    const literal = Array.isArray(value) ? value.map(literalOf) : literalOf(value);
    const text = typeof literal === "string" ? literal : undefined;
    if (text === undefined) return Array.isArray(literal) ? expression(dialect.literal(literal)) : literal;
    return text.startsWith("=") ? expression(quoted(text)) : text;
  }
  if (isTemplate(value)) {
    const parts = templateParts(value.template);
    if (parts.every((part) => ("ref" in part ? isText(part.ref) : !/[{}]/.test(part.text))))
      return `=${parts.map((part) => ("ref" in part ? `{{ ${dialect.path(part.ref)} ?? "" }}` : part.text)).join("")}`;
  }
  return expression(javascript(value, dialect));
}
