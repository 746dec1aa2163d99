import { type Condition, isRef, isTemplate, type Value } from "../../workflow/index.js";
import { literalOf, templateParts } from "../support.js";

const KEY = /^[A-Za-z_]\w*$/;

/** Where the items of the loops around stand, by the loop's variable. */
export type Items = ReadonlyMap<string, string>;

const key = (name: string): string => (KEY.test(name) ? `?.${name}` : `?.[${JSON.stringify(name)}]`);

/** The result of the module with this id. */
export const resultOf = (id: string): string =>
  KEY.test(id) ? `results.${id}` : `results[${JSON.stringify(id)}]`;

/** A reference in JavaScript: the event is the flow's input, outputs are results; a missing field is undefined. */
export function path(ref: string, items: Items): string {
  const [root = "", ...keys] = ref.split(".");
  const start = root === "trigger" ? "flow_input" : (items.get(root) ?? resultOf(root));
  return start + keys.map(key).join("");
}

/** A value as a JavaScript expression. JSON texts are JavaScript texts: nothing in them is evaluated. */
export function javascript(value: Value, items: Items): string {
  if (isRef(value)) return path(value.ref, items);
  if (isTemplate(value)) {
    const parts = templateParts(value.template).map((part) =>
      "ref" in part ? path(part.ref, items) : JSON.stringify(part.text),
    );
    const asText =
      '(v) => typeof v === "string" ? v : v === undefined || v === null ? "" : JSON.stringify(v)';
    return `[${parts.join(", ")}].map(${asText}).join("")`;
  }
  if (Array.isArray(value))
    return `[${value.map((item) => `${javascript(item, items)} ?? null`).join(", ")}]`;
  return JSON.stringify(literalOf(value));
}

/** A condition as JavaScript. Its own order puts any two values beside each other, the document's only those of one type. */
export function test(condition: Condition, items: Items, decided: (says: string) => string): string {
  const visit = (one: Condition): string => {
    if ("all" in one) return `(${one.all.map(visit).join(" && ") || "true"})`;
    if ("any" in one) return `(${one.any.map(visit).join(" || ") || "false"})`;
    if ("not" in one) return `!${visit(one.not)}`;
    if ("says" in one) return `(${decided(one.says)} === true)`;
    const a = `(${javascript(one.left, items)})`;
    if (!("right" in one)) {
      const empty = `(${a} === undefined || ${a} === null || ${a} === "" || (Array.isArray(${a}) && ${a}.length === 0))`;
      if (one.op === "empty") return empty;
      return one.op === "filled" ? `!${empty}` : `(${a} === ${one.op})`;
    }
    const b = `(${javascript(one.right, items)})`;
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
