import { isTemplate, type Value } from "@flowright/workflow";
import { type Dialect, fieldAccess, isConstant, javascript } from "../javascript.js";
import { literalOf, templateParts } from "../support.js";
import type { InputFormat } from "./bindings.js";

/** Braces end an expression of n8n wherever they stand, in texts as well. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(/[{}]/g, (brace) => (brace === "{" ? "\\u007b" : "\\u007d"));

/** What a reference begins with, by its root: an expression for one thing, or for the whole list that a node gave. */
export type Roots = ReadonlyMap<string, string>;

/** What a node gave last. */
export const firstOf = (name: string): string => `$(${quoted(name)}).first().json`;
/** A node that found nothing gives one empty item, so that the workflow goes on. */
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
 * A value as a parameter: as it is, or as an expression.
 * @param isText Whether a reference leads to a text, which may stand in a template as it is.
 * @param as `joined`: a list becomes a text with commas between. `number`: a text that is one becomes one. `source`: JavaScript, in one line.
 */
export function parameter(
  value: Value,
  roots: Roots,
  isText: (ref: string) => boolean,
  as: InputFormat = "value",
): unknown {
  const dialect = inN8n(roots);
  if (as === "source") return javascript(value, dialect);
  if (as === "number" && isConstant(value)) {
    const number = Number(literalOf(value));
    return Number.isFinite(number) ? number : expression(dialect.literal(literalOf(value)));
  }
  if (as === "joined" && !isConstant(value))
    return expression(`[${javascript(value, dialect)}].flat().join(",")`);
  if (as === "joined" && Array.isArray(value))
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
