const NOT_TEXT = new Set(["id", "use", "ref", "as", "op", "version", "template"]);

/** Changes every text of a workflow that the request holds, and no name of a step, a field or an operator. */
export function mapTexts<T>(node: T, change: (text: string) => string, key = ""): T {
  if (typeof node === "string") return (NOT_TEXT.has(key) ? node : change(node)) as T;
  if (Array.isArray(node)) return node.map((item) => mapTexts(item, change, key)) as T;
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name, mapTexts(value, change, name)]),
  ) as T;
}
