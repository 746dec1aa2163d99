import { type Condition, isRef, isTemplate, type Value } from "@flowright/workflow";
import { literalOf, templateParts } from "./support.js";

/** How an engine's JavaScript reaches data, and writes texts down. */
export interface Dialect {
  /** A reference as an expression; undefined where the data have no such field. */
  path(ref: string): string;
  literal(value: unknown): string;
}

const KEY = /^[A-Za-z_]\w*$/;

/** Fields of an expression, one in the other; a missing one is undefined. */
export const fieldAccess = (start: string, keys: readonly string[], text: (name: string) => string): string =>
  start + keys.map((name) => (KEY.test(name) ? `?.${name}` : `?.[${text(name)}]`)).join("");

const AS_TEXT = '(v) => typeof v === "string" ? v : v === undefined || v === null ? "" : JSON.stringify(v)';

/** A value as a JavaScript expression. Literals are data: nothing in them is evaluated. */
export function javascript(value: Value, dialect: Dialect): string {
  if (isRef(value)) return dialect.path(value.ref);
  if (isTemplate(value)) {
    const parts = templateParts(value.template).map((part) =>
      "ref" in part ? dialect.path(part.ref) : dialect.literal(part.text),
    );
    return `[${parts.join(", ")}].map(${AS_TEXT}).join("")`;
  }
  if (Array.isArray(value))
    return `[${value.map((item) => (isConstant(item) ? javascript(item, dialect) : `${javascript(item, dialect)} ?? null`)).join(", ")}]`;
  return dialect.literal(literalOf(value));
}

/** True where a value is the same whatever happens: no references in it. */
export const isConstant = (value: Value): boolean =>
  !isRef(value) && !isTemplate(value) && (!Array.isArray(value) || value.every(isConstant));

/** What is no list is gone through not once. */
export const listOrEmpty = (list: string): string => `[${list}].filter(Array.isArray).flat()`;

/**
 * A condition as JavaScript. Its own order puts any two values beside each other, the document's only those of one type.
 * @param decided What holds the answer to a condition in words.
 */
export function javascriptCondition(
  condition: Condition,
  dialect: Dialect,
  decided: (says: string) => string,
): string {
  const visit = (one: Condition): string => {
    if ("all" in one) return `(${one.all.map(visit).join(" && ") || "true"})`;
    if ("any" in one) return `(${one.any.map(visit).join(" || ") || "false"})`;
    if ("not" in one) return `!${visit(one.not)}`;
    if ("says" in one) return `(${decided(one.says)} === true)`;
    const a = `(${javascript(one.left, dialect)})`;
    if (!("right" in one)) {
      const empty = `(${a} === undefined || ${a} === null || ${a} === "" || (Array.isArray(${a}) && ${a}.length === 0))`;
      if (one.op === "empty") return empty;
      return one.op === "filled" ? `!${empty}` : `(${a} === ${one.op})`;
    }
    const b = `(${javascript(one.right, dialect)})`;
    const equal = `(${a} !== undefined && ${a} === ${b})`;
    switch (one.op) {
      case "eq":
        return equal;
      case "ne":
        return `!${equal}`;
      case "contains":
        return `(Array.isArray(${a}) ? ${a}.includes(${b}) : typeof ${a} === "string" && typeof ${b} === "string" && ${a}.includes(${b}))`;
      default:
        return `(typeof ${a} === typeof ${b} && ["number", "string"].includes(typeof ${a}) && ${a} ${{ gt: ">", lt: "<", ge: ">=", le: "<=" }[one.op]} ${b})`;
    }
  };
  return visit(condition);
}
