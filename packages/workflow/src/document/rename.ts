/**
 * A document, or a part of one, in which steps go by other names: their ids, what refers to them, and what is said to be
 * missing of them. Literal values and the names of inputs are left alone. Returns a copy.
 */
export function renameIds<T>(node: T, names: ReadonlyMap<string, string>): T {
  const rename = (ref: string) => {
    const [root = "", ...path] = ref.split(".");
    return [names.get(root) ?? root, ...path].join(".");
  };
  const visit = (value: unknown, key = ""): unknown => {
    if (Array.isArray(value)) return value.map((item) => visit(item));
    if (typeof value !== "object" || value === null) {
      if (typeof value !== "string") return value;
      if (key === "ref") return rename(value);
      if (key === "template")
        return value.replace(/\{\{([^}]*)\}\}/g, (_, ref: string) => `{{${rename(ref.trim())}}}`);
      return key === "id" || key === "step" ? (names.get(value) ?? value) : value;
    }
    if ("literal" in value && Object.keys(value).length === 1) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        name,
        name === "inputs" && item ? visitInputs(item) : visit(item, name),
      ]),
    );
  };
  // An input may be called "id" or "ref"; only the values below it are looked into.
  const visitInputs = (inputs: object) =>
    Object.fromEntries(Object.entries(inputs).map(([name, item]) => [name, visit(item)]));
  return visit(node) as T;
}
