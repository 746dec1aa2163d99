import { escapeMarkup } from "@flowright/workflow/core";

/** Escapes a text for XML 1.0. Line ends are kept in attributes; characters that XML forbids become U+FFFD. */
const escapeXml = (value: string): string =>
  escapeMarkup(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to replace
    value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "\ufffd"),
  ).replace(/[\n\r\t]/g, (char) => `&#${char.codePointAt(0)};`);

export interface Element {
  name: string;
  attributes: Record<string, string | number | boolean | undefined>;
  children: readonly (Element | string)[];
}

export const element = (
  name: string,
  attributes: Element["attributes"] = {},
  ...children: (Element | string)[]
): Element => ({ name, attributes, children });

/** Writes an element and its children, one per line; an element with text stands on one line. */
export function writeXml({ name, attributes, children }: Element, indent = ""): string {
  const pairs = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join("");
  if (children.length === 0) return `${indent}<${name}${pairs} />`;
  if (children.every((child) => typeof child === "string"))
    return `${indent}<${name}${pairs}>${children.map(escapeXml).join("")}</${name}>`;
  const inner = children.map((child) =>
    typeof child === "string" ? indent + escapeXml(child) : writeXml(child, `${indent}  `),
  );
  return `${indent}<${name}${pairs}>\n${inner.join("\n")}\n${indent}</${name}>`;
}
