/**
 * Renames steps in a document or a part of one: their ids, the references to them, and their entries under `missing`.
 * Literal values and input names stay. Returns a copy.
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
  // an input may be called "id" or "ref": only its value is visited
  const visitInputs = (inputs: object) =>
    Object.fromEntries(Object.entries(inputs).map(([name, item]) => [name, visit(item)]));
  return visit(node) as T;
}
