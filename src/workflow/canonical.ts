import { walk } from "./tree.js";
import type { Workflow } from "./types.js";

const ORDER = [
  "version",
  "name",
  "trigger",
  "steps",
  "missing",
  "id",
  "use",
  "placeholder",
  "if",
  "forEach",
  "as",
  "while",
  "until",
  "parallel",
  "try",
  "wait",
  "stop",
  "next",
  "call",
  "annotation",
  "inputs",
  "then",
  "elseIf",
  "else",
  "do",
  "catch",
  "left",
  "op",
  "right",
];
const rank = (key: string) => ORDER.indexOf(key) + 1 || ORDER.length + 1;

function sorted(value: unknown, keep: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => sorted(item, keep));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (keep ? 0 : rank(a) - rank(b)) || (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item, key === "inputs")]));
}

/**
 * The one way to write a document down: steps numbered s1, s2, … in reading order, references along with them, keys in
 * the documented order, empty `inputs` and `missing` left out. Two documents mean the same tree exactly when their
 * canonical forms are equal.
 */
export function canonical(workflow: Workflow): Workflow {
  const names = new Map<string, string>();
  let count = 0;
  for (const { step } of walk(workflow.steps)) names.set(step.id, `s${++count}`);
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
      Object.entries(value)
        .filter(
          ([name, item]) =>
            !(
              (name === "inputs" || name === "missing") &&
              Object.keys((item as object | undefined) ?? {}).length === 0
            ),
        )
        .map(([name, item]) => [name, name === "inputs" ? visitInputs(item as object) : visit(item, name)]),
    );
  };
  // An input may be called "id" or "ref"; only the values below it are looked into.
  const visitInputs = (inputs: object) =>
    Object.fromEntries(Object.entries(inputs).map(([name, item]) => [name, visit(item)]));
  return sorted(visit(workflow), false) as Workflow;
}
