import { type Condition, isRef, isTemplate, type Value } from "../document/index.js";

/** The values in scope: `trigger`, outputs by step id, and loop items by variable. */
export type Scope = ReadonlyMap<string, unknown>;

/** The value behind a reference; undefined where the data has no such field. */
export function lookUp(ref: string, scope: Scope): unknown {
  const [root = "", ...path] = ref.split(".");
  let value = scope.get(root);
  for (const key of path)
    value = Object.hasOwn(Object(value), key) ? (value as Record<string, unknown>)[key] : undefined;
  return value;
}

/** A value as the text that a template inserts: nothing for undefined and null, JSON for lists and objects. */
export const asText = (value: unknown): string =>
  typeof value === "string" ? value : value === undefined || value === null ? "" : JSON.stringify(value);

/** A value with its references looked up. Undefined where a reference leads to nothing. */
export function resolve(value: Value, scope: Scope): unknown {
  if (isRef(value)) return lookUp(value.ref, scope);
  if (isTemplate(value))
    return value.template.replace(/\{\{([^}]*)\}\}/g, (_, ref: string) => asText(lookUp(ref.trim(), scope)));
  if (Array.isArray(value)) return value.map((item) => resolve(item, scope) ?? null);
  if (typeof value === "object" && value !== null && "literal" in value && Object.keys(value).length === 1)
    return value.literal;
  return value;
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** −1, 0 or 1. Only two numbers or two texts can be compared; undefined for everything else. */
function order(left: unknown, right: unknown): number | undefined {
  if (typeof left === "number" && typeof right === "number") return Math.sign(left - right);
  if (typeof left === "string" && typeof right === "string") return left < right ? -1 : left > right ? 1 : 0;
  return undefined;
}

/**
 * Whether a condition holds. Values of different types are never equal and have no order; a missing value is empty.
 * @param decide Answers undecided conditions: those that are only a text of the request.
 */
export function holds(condition: Condition, scope: Scope, decide: (undecided: string) => boolean): boolean {
  if ("all" in condition) return condition.all.every((part) => holds(part, scope, decide));
  if ("any" in condition) return condition.any.some((part) => holds(part, scope, decide));
  if ("not" in condition) return !holds(condition.not, scope, decide);
  if ("says" in condition) return decide(condition.says);
  const left = resolve(condition.left, scope);
  switch (condition.op) {
    case "empty":
      return isEmpty(left);
    case "filled":
      return !isEmpty(left);
    case "true":
      return left === true;
    case "false":
      return left === false;
  }
  const right = resolve(condition.right, scope);
  if (condition.op === "contains")
    return Array.isArray(left)
      ? left.includes(right)
      : typeof left === "string" && typeof right === "string" && left.includes(right);
  const comparison = order(left, right);
  switch (condition.op) {
    case "eq":
      return comparison === 0 || (comparison === undefined && left !== undefined && left === right);
    case "ne":
      return !(comparison === 0 || (comparison === undefined && left !== undefined && left === right));
    case "gt":
      return comparison === 1;
    case "lt":
      return comparison === -1;
    case "ge":
      return comparison === 0 || comparison === 1;
    case "le":
      return comparison === 0 || comparison === -1;
  }
}
