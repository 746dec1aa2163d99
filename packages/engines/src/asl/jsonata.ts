import { type Condition, isRef, isTemplate, type Value } from "@flowright/workflow";
import { isConstant } from "../javascript.js";
import { literalOf, type TypeOf, templateParts } from "../support.js";
import type { Language, Preparation } from "./language.js";

const KEY = /^[A-Za-z_]\w*$/;

/** A reference as JSONata: outputs are variables of the machine. */
const path = (ref: string): string => {
  const [root = "", ...keys] = ref.split(".");
  return keys.reduce(
    (inner, key) => (KEY.test(key) ? `${inner}.${key}` : `$lookup(${inner}, ${JSON.stringify(key)})`),
    `$${root}`,
  );
};

/**
 * A value as JSONata. A JSON text is a JSONata text, so nothing in it is evaluated.
 * @param typeOf The type behind a reference: JSONata flattens a list inside of a list unless it is wrapped.
 */
export function jsonataOf(value: Value, typeOf: TypeOf = () => undefined): string {
  if (isRef(value)) return path(value.ref);
  if (isTemplate(value)) {
    const parts = templateParts(value.template).map((part) =>
      "ref" in part
        ? `(${path(part.ref)} = null ? "" : $string(${path(part.ref)}))`
        : JSON.stringify(part.text),
    );
    return parts.length > 1 ? parts.join(" & ") : `"" & ${parts[0] ?? '""'}`;
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => {
      const one = jsonataOf(item, typeOf);
      if (isConstant(item)) return one;
      return isRef(item) && typeOf(item.ref)?.type === "array"
        ? `[${one}]`
        : `($exists(${one}) ? ${one} : null)`;
    });
    return `[${items.join(", ")}]`;
  }
  return JSON.stringify(literalOf(value));
}

/**
 * A condition as JSONata that is always true or false. Comparing different types is an error there, so types are tested
 * first.
 * @param decided The variable that holds the answer to an undecided condition.
 */
export function jsonataCondition(condition: Condition, decided: (undecided: string) => string): string {
  const visit = (one: Condition): string => {
    if ("all" in one) return `(${one.all.map(visit).join(" and ") || "true"})`;
    if ("any" in one) return `(${one.any.map(visit).join(" or ") || "false"})`;
    if ("not" in one) return `$not(${visit(one.not)})`;
    if ("says" in one) return `($${decided(one.says)} = true)`;
    const a = `(${jsonataOf(one.left)})`;
    if (!("right" in one)) {
      const empty = `($not($exists(${a})) or ${a} = null or ${a} = "" or ($type(${a}) = "array" and $count(${a}) = 0))`;
      if (one.op === "empty") return empty;
      return one.op === "filled" ? `$not(${empty})` : `(${a} = ${one.op})`;
    }
    const b = `(${jsonataOf(one.right)})`;
    switch (one.op) {
      case "eq":
        return `(${a} = ${b})`;
      case "ne":
        return `$not(${a} = ${b})`;
      case "contains":
        return `($type(${a}) = "array" ? ${b} in ${a} : ($type(${a}) = "string" and $type(${b}) = "string" ? $contains(${a}, ${b}) : false))`;
      default:
        return `($exists(${a}) and $exists(${b}) and $type(${a}) = $type(${b}) and $type(${a}) in ["number", "string"] ? ${a} ${{ gt: ">", lt: "<", ge: ">=", le: "<=" }[one.op]} ${b} : false)`;
    }
  };
  return visit(condition);
}

const expression = (source: string): string => `{% ${source} %}`;

/** True where a text has the delimiters of an expression: it would be evaluated. */
const looksActive = (value: unknown): boolean =>
  typeof value === "string"
    ? /^\{%[\s\S]*%\}$/.test(value)
    : typeof value === "object" && value !== null && Object.values(value).some(looksActive);

const argument = (value: Value, typeOf: TypeOf): unknown => {
  const literal = Array.isArray(value) ? value.map(literalOf) : literalOf(value);
  return isConstant(value) && !looksActive(literal) ? literal : expression(jsonataOf(value, typeOf));
};
const inputs: Language["inputs"] = (given, typeOf) =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, argument(value, typeOf)]));

/** JSONata. Outputs are kept in variables named after their steps. */
export const jsonata: Language = {
  name: "JSONata",
  argumentsField: "Arguments",
  start: () => ({ Assign: { trigger: expression("$states.input") } }),
  task: (given, typeOf, keep) => ({
    Arguments: inputs(given, typeOf),
    Assign: { [keep]: expression("$states.result") },
  }),
  inputs,
  discardResult: () => ({}),
  catchResult: () => ({}),
  rule(condition, _, name) {
    const before: Preparation[] = [];
    const source = jsonataCondition(condition, (undecided) => {
      const variable = name();
      before.push({ kind: "decide", undecided, variable });
      return variable;
    });
    return { rule: { Condition: expression(source) }, before };
  },
  map(list) {
    const items = jsonataOf(list);
    return { Items: expression(`$type(${items}) = "array" ? ${items} : []`) };
  },
  item: (as) => ({ Assign: { [as]: expression("$states.input") } }),
  until: (ref) => ({ Timestamp: expression(path(ref)) }),
};
