const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
  "\r": "&#13;",
  "\t": "&#9;",
};

/** A text in XML 1.0: characters that it cannot hold at all become U+FFFD. */
export const escapeXml = (value: string): string =>
  value
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to replace
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "\ufffd")
    .replace(/[&<>"\n\r\t]/g, (character) => ENTITIES[character]!);

export interface Element {
  name: string;
  attributes: Readonly<Record<string, string | number | boolean | undefined>>;
  children: readonly (Element | string)[];
}

export const element = (
  name: string,
  attributes: Element["attributes"] = {},
  ...children: (Element | string)[]
): Element => ({ name, attributes, children });

/** Elements, one a line; an element with text stands on one line. */
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
