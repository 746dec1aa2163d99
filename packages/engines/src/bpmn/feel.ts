import { type Condition, type Inputs, isRef, isTemplate, type Value } from "@flowright/workflow";
import { literalOf, type TypeOf, templateParts } from "../support.js";

// FEEL is the expression language of DMN 1.3 (section 10.3); Camunda 8 uses it in BPMN.

const NAME = /^[A-Za-z_]\w*$/;
const KEYWORDS = new Set(
  "and between else every external false for function if in instance item not null of or partial return satisfies some then true".split(
    " ",
  ),
);
/** JSON's short escapes that FEEL lacks. */
const ESCAPES: Readonly<Record<string, string>> = { "\\b": "\\u0008", "\\f": "\\u000c" };

const text = (value: string): string =>
  JSON.stringify(value).replace(/\\\\|\\[bf]/g, (found) => ESCAPES[found] ?? found);

/** The name of a variable. A keyword gets an underscore behind it. */
export const variable = (name: string): string => (KEYWORDS.has(name) ? `${name}_` : name);

/** A reference as FEEL: `s1.email`. Keys that are not FEEL names are looked up with `get value`. */
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

/** The inputs of a step as expressions. */
export const feelInputs = (inputs: Inputs = {}): [name: string, expression: string][] =>
  Object.entries(inputs).map(([name, value]) => [name, feel(value)]);

/**
 * A condition as FEEL that is always true or false. A comparison of different types is null there, so every comparison
 * is itself compared with true.
 * @param typeOf The schema behind a reference.
 * @param decided Returns the variable that holds the answer to an undecided condition.
 */
export function feelCondition(
  condition: Condition,
  typeOf: TypeOf,
  decided: (undecided: string) => string,
): string {
  const isTrue = (comparison: string): string => `((${comparison}) = true)`;
  const visit = (one: Condition): string => {
    if ("all" in one) return `(${one.all.map(visit).join(" and ") || "true"})`;
    if ("any" in one) return `(${one.any.map(visit).join(" or ") || "false"})`;
    if ("not" in one) return `not(${visit(one.not)})`;
    if ("says" in one) return isTrue(`${decided(one.says)} = true`);
    const left = feel(one.left);
    if (!("right" in one)) {
      const empty = `(${left} = null or ${isTrue(`${left} = ""`)} or ${isTrue(`${left} = []`)})`;
      if (one.op === "empty") return empty;
      return one.op === "filled" ? `not(${empty})` : isTrue(`${left} = ${one.op}`);
    }
    const right = feel(one.right);
    // FEEL reads a missing value as null, but two missing values are not equal in the document
    const bothRefs = isRef(one.left) && isRef(one.right);
    const equal = bothRefs
      ? `(${left} != null and ${isTrue(`${left} = ${right}`)})`
      : isTrue(`${left} = ${right}`);
    switch (one.op) {
      case "eq":
        return equal;
      case "ne":
        return `not(${equal})`;
      case "contains": {
        const isList = Array.isArray(one.left) || (isRef(one.left) && typeOf(one.left.ref)?.type === "array");
        return isTrue(isList ? `list contains(${left}, ${right})` : `contains(${left}, ${right})`);
      }
      default:
        return isTrue(`${left} ${{ gt: ">", lt: "<", ge: ">=", le: "<=" }[one.op]} ${right}`);
    }
  };
  return visit(condition);
}
