import { type Condition, isRef, type Value } from "@flowright/workflow";
import { type Line, OPERATIONS } from "./conditions.js";

/**
 * The root of references to a node's output: a step id, `trigger` or a loop variable; undefined for other nodes. `box` is
 * the field that wraps the output: exports wrap list items, and webhooks the event.
 */
export type RootOf = (node: string) => { root: string; box?: string } | undefined;

const NODE =
  /^\$(?:\((["'])(.+?)\1\)(?:\.(?:item|first\(\d*\)|last\(\)|itemMatching\([^)]*\)))?|node\[(["'])(.+?)\3\])/;
const STEP = /^(?:\?\.|\.)?(?:([A-Za-z_]\w*)|\[(["'])(.+?)\2\])/;

/** The keys of a chain of field accesses such as `.a["b"]`; undefined for any other source. */
function keysOf(source: string): string[] | undefined {
  const keys: string[] = [];
  let rest = source;
  while (rest) {
    const found = STEP.exec(rest);
    if (!found || (found[1] && !/^\??\./.test(rest))) return undefined;
    keys.push(found[1] ?? found[3]!);
    rest = rest.slice(found[0].length);
  }
  return keys.some((key) => key.includes(".")) ? undefined : keys;
}

/**
 * A reference of n8n (`$json.a`, `$('Node').item.json.a`, `$node["Node"].json.a`) as one of the document; undefined for other
 * JavaScript.
 * @param here The reference to the node's input item.
 */
export function referenceIn(source: string, rootOf: RootOf, here: string | undefined): string | undefined {
  const text = source.trim();
  if (text.startsWith("$json")) {
    const keys = keysOf(text.slice("$json".length));
    return here && keys ? [here, ...keys].join(".") : undefined;
  }
  const found = NODE.exec(text);
  const known = found && rootOf(found[2] ?? found[4] ?? "");
  if (!found || !known) return undefined;
  const rest = text.slice(found[0].length);
  if (rest.startsWith(".all()")) return known.root;
  const keys = rest.startsWith(".json") ? keysOf(rest.slice(".json".length)) : undefined;
  return keys && [known.root, ...(known.box && keys[0] === known.box ? keys.slice(1) : keys)].join(".");
}

/** A parameter as a value; undefined for JavaScript that no value of the document expresses. */
export function valueIn(parameter: unknown, rootOf: RootOf, here: string | undefined): Value | undefined {
  if (Array.isArray(parameter)) {
    const items = parameter.map((one) => valueIn(one, rootOf, here));
    return items.some((one) => one === undefined) ? undefined : (items as Value[]);
  }
  if (typeof parameter === "object" && parameter !== null) return { literal: parameter };
  if (typeof parameter !== "string" || !parameter.startsWith("=")) return parameter as Value;
  const text = parameter.slice(1);
  const whole = /^\{\{([\s\S]*)\}\}$/.exec(text)?.[1];
  if (whole !== undefined && !whole.includes("{{")) {
    const ref = referenceIn(whole, rootOf, here);
    return ref === undefined ? literalIn(whole.trim()) : { ref };
  }
  let known = true;
  const template = text.replace(/\{\{([\s\S]*?)\}\}/g, (_, source: string) => {
    const ref = referenceIn(source.replace(/\?\?\s*""\s*$/, ""), rootOf, here);
    known &&= ref !== undefined;
    return `{{${ref}}}`;
  });
  return known ? { template } : undefined;
}

function literalIn(source: string): Value | undefined {
  const inner = /^JSON\.parse\((".*")\)$/.exec(source)?.[1];
  try {
    const value = JSON.parse(inner ? JSON.parse(inner) : source);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { literal: value } : value;
  } catch {
    return undefined;
  }
}

/** The comparisons of an If as a condition; undefined where the document has no operator for one of them. */
export function conditionIn(
  conditions: unknown,
  rootOf: RootOf,
  here: string | undefined,
): Condition | undefined {
  const { conditions: lines, combinator } = (conditions ?? {}) as {
    conditions?: Line[];
    combinator?: string;
  };
  if (!Array.isArray(lines) || !lines.length) return undefined;
  const parts = lines.map((line) => lineIn(line, rootOf, here));
  if (parts.some((part) => part === undefined)) return undefined;
  const known = parts as Condition[];
  if (known.length === 1) return known[0];
  return combinator === "or" ? { any: known } : { all: known };
}

function lineIn({ leftValue, rightValue, operator }: Line, rootOf: RootOf, here: string | undefined) {
  const left = valueIn(leftValue, rootOf, here);
  const { type, operation } = operator ?? {};
  if (left === undefined || !isRef(left)) return undefined;
  if (type === "boolean" && operation === "false") return { left, op: "false" } as Condition;
  const named = [...(OPERATIONS.get(type ?? "") ?? [])].find(([, name]) => name === operation)?.[0];
  if (!named) return undefined;
  if (["empty", "filled", "true"].includes(named)) return { left, op: named } as Condition;
  const right = valueIn(rightValue, rootOf, here);
  return right === undefined ? undefined : ({ left, op: named, right } as Condition);
}
