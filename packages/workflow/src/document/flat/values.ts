import { type Condition, type Inputs, isRef, isTemplate, type Value } from "../types.js";
import type { FlatInput } from "./types.js";

const JSON_PREFIX = "json:";

/** A text stays as it is, a reference becomes `{{s1.email}}`, and everything else is JSON behind `json:`. */
export function encodeValue(value: Value | Condition): string {
  if (typeof value === "string" && !value.startsWith(JSON_PREFIX) && !value.includes("{{")) return value;
  if (isRef(value)) return `{{${value.ref}}}`;
  if (
    isTemplate(value) &&
    value.template.includes("{{") &&
    !/^\{\{[^}]*\}\}$/.test(value.template) &&
    !value.template.startsWith(JSON_PREFIX)
  )
    return value.template;
  return JSON_PREFIX + JSON.stringify(value);
}

/**
 * The inverse of {@link encodeValue}.
 * @throws {SyntaxError} when the text behind `json:` is not JSON.
 */
export function decodeValue(text: string): Value | Condition {
  if (text.startsWith(JSON_PREFIX)) return JSON.parse(text.slice(JSON_PREFIX.length)) as Value;
  const ref = /^\{\{([^}]*)\}\}$/.exec(text);
  if (ref) return { ref: ref[1]! };
  return text.includes("{{") ? { template: text } : text;
}

export const encodeInputs = (inputs: Inputs | undefined): FlatInput[] =>
  Object.entries(inputs ?? {}).map(([name, value]) => ({ name, value: encodeValue(value) }));

/** @throws {SyntaxError} when an input is not JSON. */
export const decodeInputs = (inputs: readonly FlatInput[] | undefined): Record<string, Value> =>
  Object.fromEntries((inputs ?? []).map(({ name, value }) => [name, decodeValue(value) as Value]));
