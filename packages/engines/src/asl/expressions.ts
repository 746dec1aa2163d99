import { type Inputs, isRef, isTemplate, type Value } from "@flowright/workflow";
import { literalOf, type TypeOf, templateParts } from "../support.js";

const KEY = /^[A-Za-z_][\w]*$/;

/** `s1.email` as a path, `$.s1.email`; keys that are not plain names stand in brackets. */
export const pathOf = (ref: string): string =>
  ref
    .split(".")
    .reduce(
      (path, key) => (KEY.test(key) ? `${path}.${key}` : `${path}['${key.replace(/['\\]/g, "\\$&")}']`),
      "$",
    );

/** Characters that validators, interpreters and the service read differently inside of a function. */
const UNSAFE = /[\\{}\p{Cc}]+/gu;

/** The text as a call that decodes it from Base64, of its UTF-8 bytes. */
const decoded = (text: string): string => {
  const bytes = new TextEncoder().encode(text);
  return `States.Base64Decode('${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))}')`;
};

/** A text as the argument of an intrinsic function (Amazon States Language, "Intrinsic Functions"). */
export const quoteText = (text: string): string =>
  text.search(UNSAFE) >= 0 ? decoded(text) : `'${text.replaceAll("'", "\\'")}'`;

/** Texts and arguments, in their order, as `States.Format`. */
function format(parts: readonly ({ text: string } | { argument: string })[]): string {
  const args: string[] = [];
  const escaped = (text: string) => text.replaceAll("'", "\\'");
  const pattern = parts
    .map((part) => {
      if ("argument" in part) {
        args.push(part.argument);
        return "{}";
      }
      for (const unsafe of part.text.match(UNSAFE) ?? []) args.push(decoded(unsafe));
      return part.text.split(UNSAFE).map(escaped).join("{}");
    })
    .join("");
  return `States.Format(${[`'${pattern}'`, ...args].join(", ")})`;
}

function formatArgument(ref: string, typeOf: TypeOf): string {
  const type = typeOf(ref)?.type;
  return type === "object" || type === "array" ? `States.JsonToString(${pathOf(ref)})` : pathOf(ref);
}

/** A value as an intrinsic function or a path, for a key that ends in `.$`. */
function expression(value: Value, typeOf: TypeOf): string {
  if (isRef(value)) return pathOf(value.ref);
  if (isTemplate(value))
    return format(
      templateParts(value.template).map((part) =>
        "ref" in part ? { argument: formatArgument(part.ref, typeOf) } : part,
      ),
    );
  if (Array.isArray(value))
    return `States.Array(${value.map((item) => expression(item, typeOf)).join(", ")})`;
  const literal = literalOf(value);
  if (typeof literal === "string") return quoteText(literal);
  if (typeof literal === "object" && literal !== null)
    return `States.StringToJson(${quoteText(JSON.stringify(literal))})`;
  return String(literal);
}

const isConstant = (value: Value): boolean => {
  if (isRef(value) || isTemplate(value)) return false;
  if (Array.isArray(value)) return value.every(isConstant);
  return !hasPathKey(literalOf(value));
};

/** True where a key inside of a literal ends in `.$`: its value would be read as a path. */
function hasPathKey(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(hasPathKey);
  return Object.entries(value).some(([key, inner]) => key.endsWith(".$") || hasPathKey(inner));
}

/** Inputs as `Parameters`: constants as they are, other values under `name.$`. */
export function parameters(inputs: Inputs, typeOf: TypeOf): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) =>
      isConstant(value)
        ? [name, Array.isArray(value) ? value.map(literalOf) : literalOf(value)]
        : [`${name}.$`, expression(value, typeOf)],
    ),
  );
}
