import { renameIds } from "./rename.js";
import { walk } from "./tree.js";
import type { Workflow } from "./types.js";

/** The documented order of keys; others follow by alphabet. */
const KEY_ORDER = [
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
const rank = (key: string) => KEY_ORDER.indexOf(key) + 1 || KEY_ORDER.length + 1;

/** @param keep Leaves the documented order out: inputs are sorted by name alone. */
function sorted(value: unknown, keep: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => sorted(item, keep));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (keep ? 0 : rank(a) - rank(b)) || (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item, key === "inputs")]));
}

/**
 * The canonical form: step ids s1, s2, … in reading order, with references renamed to match; keys in the documented
 * order; empty `inputs` and `missing` omitted. Two documents describe the same tree exactly when their canonical forms
 * are equal. Returns a copy.
 */
export function canonical(workflow: Workflow): Workflow {
  const names = new Map<string, string>();
  let count = 0;
  for (const { step } of walk(workflow.steps)) names.set(step.id, `s${++count}`);
  const renamed = renameIds(workflow, names);
  const nodes: object[] = [renamed, ...[...walk(renamed.steps)].map(({ step }) => step)];
  if (renamed.trigger) nodes.push(renamed.trigger);
  for (const node of nodes as { inputs?: object; missing?: object }[])
    for (const list of ["inputs", "missing"] as const)
      if (Object.keys(node[list] ?? {}).length === 0) delete node[list];
  return sorted(renamed, false) as Workflow;
}
