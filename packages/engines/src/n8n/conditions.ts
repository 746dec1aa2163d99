import { type Condition, isRef } from "@flowright/workflow";
import type { Dialect } from "../javascript.js";
import { literalOf, type TypeOf } from "../support.js";
import { expression } from "./expressions.js";

/** One condition of n8n's If and Switch nodes. */
export interface Line {
  leftValue: string;
  rightValue: unknown;
  operator: { type: string; operation: string; singleValue?: true; rightType?: "any" };
}
export interface Lines {
  combinator: "and" | "or";
  lines: Line[];
}

/** n8n's operation by type of value and operator of the document. */
export const OPERATIONS: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries({
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
  }).map(([type, operations]) => [type, new Map(Object.entries(operations))]),
);

/**
 * A condition as typed comparisons: fields of a known type with constants of the same type, joined by "and" or "or".
 * Undefined for every other condition, and where n8n compares in another way than the document.
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
  const operation = OPERATIONS.get(kind)?.get(condition.op);
  if (!operation) return undefined;
  const leftValue = expression(dialect.path(condition.left.ref));
  if (!("right" in condition))
    return { leftValue, rightValue: "", operator: { type: kind, operation, singleValue: true } };
  const right = literalOf(condition.right);
  const fits = kind === "array" ? typeof right === "string" : typeof right === kind;
  // a text that begins with "=" would be evaluated, and n8n does not compare with an empty one
  if (!fits || (typeof right === "string" && (right.startsWith("=") || right === ""))) return undefined;
  const rightType = kind === "array" ? { rightType: "any" as const } : {};
  return { leftValue, rightValue: right, operator: { type: kind, operation, ...rightType } };
}
