import { type Condition, isRef, isTemplate, type Value } from "@flowright/workflow";
import { literalOf, templateParts } from "./support.js";

/** How an engine's JavaScript reads data and writes literals. */
export interface Dialect {
  /** A reference as an expression. It evaluates to undefined where the data has no such field. */
  path(ref: string): string;
  /** A constant as an expression. */
  literal(value: unknown): string;
}

const KEY = /^[A-Za-z_]\w*$/;

/** Nested fields of an expression, by optional chaining. @param text Writes a key that is not a plain name. */
export const fieldAccess = (start: string, keys: readonly string[], text: (name: string) => string): string =>
  start + keys.map((name) => (KEY.test(name) ? `?.${name}` : `?.[${text(name)}]`)).join("");

const AS_TEXT = '(v) => typeof v === "string" ? v : v === undefined || v === null ? "" : JSON.stringify(v)';

/** A value as a JavaScript expression. Nothing inside of a literal is evaluated. */
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

/** True for a value without references. */
export const isConstant = (value: Value): boolean =>
  !isRef(value) && !isTemplate(value) && (!Array.isArray(value) || value.every(isConstant));

/** The list as an expression; an empty list where the value is not a list. */
export const listOrEmpty = (list: string): string => `[${list}].filter(Array.isArray).flat()`;

/**
 * A condition as JavaScript that is always true or false. JavaScript orders values of any types, the document only
 * numbers and texts, so types are compared first.
 * @param decided The expression that holds the answer to an undecided condition.
 */
export function javascriptCondition(
  condition: Condition,
  dialect: Dialect,
  decided: (undecided: string) => string,
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
