import { type Condition, isRef, isTemplate, type Value } from "@flowright/workflow";
import { literalOf, templateParts } from "../support.js";

const KEY = /^[A-Za-z_]\w*$/;

/**
 * A reference as jq: outputs are kept in `$context`, and loop items are variables.
 * @param items The loop variables in scope.
 */
function path(ref: string, items: ReadonlySet<string>): string {
  const [root = "", ...keys] = ref.split(".");
  const start = items.has(root) ? `$${root}` : `$context${key(root)}`;
  return start + keys.map(key).join("");
}
const key = (name: string): string => (KEY.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`);

/** A value as a jq expression. A JSON text is a jq text, so nothing in it is evaluated. */
export function jq(value: Value, items: ReadonlySet<string>): string {
  if (isRef(value)) return path(value.ref, items);
  if (isTemplate(value)) {
    const parts = templateParts(value.template).map((part) =>
      "ref" in part
        ? `(${path(part.ref, items)} | if . == null then "" elif type == "string" then . else tojson end)`
        : JSON.stringify(part.text),
    );
    return `(${parts.join(" + ") || '""'})`;
  }
  if (Array.isArray(value)) return `[${value.map((item) => jq(item, items)).join(", ")}]`;
  return JSON.stringify(literalOf(value));
}

export const expression = (source: string): string => `\${ ${source} }`;

/** True where a text of the value would be evaluated as an expression. */
const looksActive = (value: unknown): boolean =>
  typeof value === "string"
    ? value.includes("${")
    : typeof value === "object" && value !== null && Object.values(value).some(looksActive);

/** A value as an argument: constants as they are, unless they look like an expression; other values as jq. */
export function jqArgument(value: Value, items: ReadonlySet<string>): unknown {
  const fixed = (one: Value): boolean =>
    !isRef(one) &&
    !isTemplate(one) &&
    (!Array.isArray(one) || one.every(fixed)) &&
    !looksActive(literalOf(one));
  if (!fixed(value)) return expression(jq(value, items));
  return Array.isArray(value) ? value.map(literalOf) : literalOf(value);
}

/**
 * A condition as jq that is always true or false. jq orders values of different types, the document does not, so types
 * are compared first.
 * @param decided The key of `$context` that holds the answer to an undecided condition.
 */
export function jqCondition(
  condition: Condition,
  items: ReadonlySet<string>,
  decided: (undecided: string) => string,
): string {
  const visit = (one: Condition): string => {
    if ("all" in one) return `(${one.all.map(visit).join(" and ") || "true"})`;
    if ("any" in one) return `(${one.any.map(visit).join(" or ") || "false"})`;
    if ("not" in one) return `(${visit(one.not)} | not)`;
    if ("says" in one) return `($context.${decided(one.says)} == true)`;
    const a = jq(one.left, items);
    if (!("right" in one)) {
      const empty = `(${a} == null or ${a} == "" or ${a} == [])`;
      if (one.op === "empty") return empty;
      return one.op === "filled" ? `(${empty} | not)` : `(${a} == ${one.op})`;
    }
    const b = jq(one.right, items);
    const alike = `((${a} | type) == (${b} | type) and ((${a} | type) == "number" or (${a} | type) == "string")`;
    // jq reads a missing value as null, but two missing values are not equal in the document
    const bothRefs = isRef(one.left) && isRef(one.right);
    const equal = bothRefs ? `(${a} != null and ${a} == ${b})` : `(${a} == ${b})`;
    switch (one.op) {
      case "eq":
        return equal;
      case "ne":
        return `(${equal} | not)`;
      case "contains":
        return `(((${a} | type) == "array" and any(${a}[]; . == ${b})) or ((${a} | type) == "string" and (${b} | type) == "string" and (${a} | contains(${b}))))`;
      default:
        return `${alike} and ${a} ${{ gt: ">", lt: "<", ge: ">=", le: "<=" }[one.op]} ${b})`;
    }
  };
  return visit(condition);
}
