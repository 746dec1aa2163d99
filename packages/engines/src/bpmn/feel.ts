import { type Condition, type Inputs, isRef, isTemplate, type Value } from "@flowright/workflow";
import { literalOf, type TypeOf, templateParts } from "../support.js";

// FEEL is the expression language of DMN 1.3 (section 10.3); Camunda 8 uses it in BPMN.

const NAME = /^[A-Za-z_]\w*$/;
const KEYWORDS = new Set(
  "and between else every external false for function if in instance item not null of or partial return satisfies some then true".split(
    " ",
  ),
);
/** JSON's short escapes that FEEL has not. */
const ESCAPES: Readonly<Record<string, string>> = { "\\b": "\\u0008", "\\f": "\\u000c" };

const text = (value: string): string =>
  JSON.stringify(value).replace(/\\\\|\\[bf]/g, (found) => ESCAPES[found] ?? found);

/** The name of a variable: that of a keyword gets a line behind it. */
export const variable = (name: string): string => (KEYWORDS.has(name) ? `${name}_` : name);

/** `s1.email`; keys that are no names of FEEL are looked up as texts. */
export const path = (ref: string): string => {
  const [root = "", ...keys] = ref.split(".");
  return keys.reduce(
    (inner, key) =>
      NAME.test(key) && !KEYWORDS.has(key) ? `${inner}.${key}` : `get value(${inner}, ${text(key)})`,
    variable(root),
  );
};

const literal = (value: unknown): string => {
  if (typeof value === "string") return text(value);
  if (typeof value === "number")
    return value.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 20 });
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "object" && value !== null)
    return `{${Object.entries(value)
      .map(([key, inner]) => `${text(key)}: ${literal(inner)}`)
      .join(", ")}}`;
  return String(value);
};

/** A value as a FEEL expression, without the `=` that marks one. */
export function feel(value: Value): string {
  if (isRef(value)) return path(value.ref);
  if (isTemplate(value)) {
    const parts = templateParts(value.template).map((part) =>
      "ref" in part
        ? `(if ${path(part.ref)} = null then "" else string(${path(part.ref)}))`
        : text(part.text),
    );
    return parts.join(" + ") || '""';
  }
  if (Array.isArray(value)) return `[${value.map(feel).join(", ")}]`;
  return literal(literalOf(value));
}

/** Inputs of a step, each an expression. */
export const feelInputs = (inputs: Inputs = {}): [name: string, expression: string][] =>
  Object.entries(inputs).map(([name, value]) => [name, feel(value)]);

/**
 * A condition as FEEL that is always true or false: a comparison of different types is null there, so each one is itself
 * compared with true.
 * @param typeOf What a reference leads to, as the catalogue tells it.
 * @param decided The variable that holds what was decided for a condition in words.
 */
export function feelCondition(
  condition: Condition,
  typeOf: TypeOf,
  decided: (says: string) => string,
): string {
  const sure = (comparison: string): string => `((${comparison}) = true)`;
  const visit = (one: Condition): string => {
    if ("all" in one) return `(${one.all.map(visit).join(" and ") || "true"})`;
    if ("any" in one) return `(${one.any.map(visit).join(" or ") || "false"})`;
    if ("not" in one) return `not(${visit(one.not)})`;
    if ("says" in one) return sure(`${decided(one.says)} = true`);
    const left = feel(one.left);
    if (!("right" in one)) {
      const empty = `(${left} = null or ${sure(`${left} = ""`)} or ${sure(`${left} = []`)})`;
      if (one.op === "empty") return empty;
      return one.op === "filled" ? `not(${empty})` : sure(`${left} = ${one.op}`);
    }
    const right = feel(one.right);
    // FEEL does not tell a missing value from null: two missing ones are not equal
    const bothRefs = isRef(one.left) && isRef(one.right);
    const equal = bothRefs
      ? `(${left} != null and ${sure(`${left} = ${right}`)})`
      : sure(`${left} = ${right}`);
    switch (one.op) {
      case "eq":
        return equal;
      case "ne":
        return `not(${equal})`;
      case "contains": {
        const isList = Array.isArray(one.left) || (isRef(one.left) && typeOf(one.left.ref)?.type === "array");
        return sure(isList ? `list contains(${left}, ${right})` : `contains(${left}, ${right})`);
      }
      default:
        return sure(`${left} ${{ gt: ">", lt: "<", ge: ">=", le: "<=" }[one.op]} ${right}`);
    }
  };
  return visit(condition);
}
