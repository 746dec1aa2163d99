import { type Condition, isRef } from "@flowright/workflow";
import type { Dialect } from "../javascript.js";
import { literalOf, type TypeOf } from "../support.js";
import { expression } from "./expressions.js";

/** One line of n8n's If and Switch. */
export interface Line {
  leftValue: string;
  rightValue: unknown;
  operator: { type: string; operation: string; singleValue?: true; rightType?: "any" };
}
export interface Lines {
  combinator: "and" | "or";
  lines: Line[];
}

/** n8n's operations by kind of value, for the comparisons of a condition. */
export const OPERATIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  string: {
    eq: "equals",
    ne: "notEquals",
    contains: "contains",
    empty: "empty",
    filled: "notEmpty",
  },
  number: { eq: "equals", ne: "notEquals", gt: "gt", lt: "lt", ge: "gte", le: "lte" },
  boolean: { true: "true" },
  array: { contains: "contains", empty: "empty", filled: "notEmpty" },
};

/**
 * A condition as the lines that people would put down: a field of a known type beside a fixed value of the same type, joined by
 * "and" or by "or". Undefined for all else, and where n8n would compare otherwise than the document.
 */
export function linesOf(condition: Condition, typeOf: TypeOf, dialect: Dialect): Lines | undefined {
  if ("all" in condition || "any" in condition) {
    const parts = "all" in condition ? condition.all : condition.any;
    const lines = parts.map((part) => line(part, typeOf, dialect));
    const known = lines.filter((one) => one !== undefined);
    if (!known.length || known.length < lines.length) return undefined;
    return { combinator: "all" in condition ? "and" : "or", lines: known };
  }
  const only = line(condition, typeOf, dialect);
  return only && { combinator: "and", lines: [only] };
}

function line(condition: Condition, typeOf: TypeOf, dialect: Dialect): Line | undefined {
  if (!("op" in condition) || !isRef(condition.left)) return undefined;
  const type = typeOf(condition.left.ref)?.type ?? "";
  const kind = type === "integer" ? "number" : type;
  const operation = OPERATIONS[kind]?.[condition.op];
  if (!operation) return undefined;
  const leftValue = expression(dialect.path(condition.left.ref));
  if (!("right" in condition))
    return { leftValue, rightValue: "", operator: { type: kind, operation, singleValue: true } };
  const right = literalOf(condition.right);
  const fits = kind === "array" ? typeof right === "string" : typeof right === kind;
  // a text that begins like an expression would be one, and n8n trims none
  if (!fits || (typeof right === "string" && (right.startsWith("=") || right === ""))) return undefined;
  const rightType = kind === "array" ? { rightType: "any" as const } : {};
  return { leftValue, rightValue: right, operator: { type: kind, operation, ...rightType } };
}
