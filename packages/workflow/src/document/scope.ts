import type { Catalog, FieldSchema } from "../catalog/index.js";
import { identifierWords, ownValue, plural, singular } from "../core/index.js";
import { blocks } from "./tree.js";
import { isRef, type Step, type Workflow } from "./types.js";

/** Something that a step can refer to: the output of an earlier node, or the item of an enclosing loop. */
export interface ScopeEntry {
  /** What a reference begins with: `trigger`, a step id or a loop variable. */
  root: string;
  /** What it is called: "incident"; for a list the plural, "issues". */
  noun: string;
  app: string;
  schema: FieldSchema;
}

function nounOf(use: string, schema: FieldSchema): string {
  if (schema.title) return identifierWords(schema.title).join(" ");
  const words = identifierWords(use).filter((word) => !/^\d+$/.test(word));
  return words.slice(1, -1).join(" ") || words.join(" ") || "result";
}

function entryOf(root: string, use: string, catalog: Catalog): ScopeEntry | undefined {
  const step = catalog.get(use);
  if (!step) return undefined;
  const list = step.outputs.type === "array";
  if (!list && Object.keys(step.outputs.properties ?? {}).length === 0) return undefined;
  const noun = nounOf(use, step.outputs);
  return { root, noun: list ? plural(noun) : noun, app: step.app, schema: step.outputs };
}

/** The schema behind a reference such as `trigger.priority`; undefined where it leads nowhere. */
export function schemaOfRef(
  ref: string,
  scope: readonly { root: string; schema: FieldSchema }[],
): FieldSchema | undefined {
  const [root, ...path] = ref.split(".");
  let schema = scope.find((entry) => entry.root === root)?.schema;
  for (const key of path) schema = ownValue(schema?.properties, key);
  return schema;
}

/** The schema of a loop variable: that of the list's items, or an empty one where they are not described. */
export function itemSchema(
  list: unknown,
  scope: readonly { root: string; schema: FieldSchema }[],
): FieldSchema {
  const schema = isRef(list) ? schemaOfRef(list.ref, scope) : undefined;
  return schema?.items ?? {};
}

/** A name for the loop variable: the list's noun in the singular, with a number where the name is taken. */
export function loopVariable(list: unknown, scope: readonly { root: string; schema: FieldSchema }[]): string {
  const schema = isRef(list) ? schemaOfRef(list.ref, scope) : undefined;
  const last = isRef(list) ? list.ref.split(".").pop()! : "item";
  const noun =
    schema?.items?.title ?? schema?.title ?? (/^(s\d+|trigger)$/.test(last) ? "item" : singular(last));
  const name = identifierWords(noun).join("_") || "item";
  const taken = new Set(scope.map((entry) => entry.root));
  let unique = name;
  for (let n = 2; taken.has(unique) || unique === "trigger"; n++) unique = `${name}${n}`;
  return unique;
}

/**
 * What a node can refer to, farthest first: the trigger's output, the outputs of earlier steps in its own block and in
 * the enclosing blocks, and the items of the enclosing loops.
 * @param id A step's id, or `trigger`, which can refer to nothing.
 * @returns undefined when there is no such node.
 */
export function scopeOf(workflow: Workflow, id: string, catalog: Catalog): ScopeEntry[] | undefined {
  if (id === "trigger") return [];
  const start = workflow.trigger;
  const trigger = start && "use" in start ? entryOf("trigger", start.use, catalog) : undefined;
  const seen = trigger ? [trigger] : [];
  return collect(workflow.steps, id, seen, catalog) ? seen : undefined;
}

/** The outputs of the steps of a block, which later steps of the same block can refer to. */
export function outputsOf(steps: readonly Step[], catalog: Catalog): ScopeEntry[] {
  return steps.flatMap((step) => ("use" in step ? (entryOf(step.id, step.use, catalog) ?? []) : []));
}

/** Searches depth first. True once the node is found; `seen` then holds its scope. */
function collect(steps: readonly Step[], id: string, seen: ScopeEntry[], catalog: Catalog): boolean {
  const before = seen.length;
  for (const step of steps) {
    if (step.id === id) return true;
    for (const block of blocks(step)) {
      const mark = seen.length;
      if ("forEach" in step) {
        const schema = itemSchema(step.forEach, seen);
        seen.push({
          root: step.as,
          noun: identifierWords(schema.title ?? step.as).join(" "),
          app: step.as,
          schema,
        });
      }
      if (collect(block.steps, id, seen, catalog)) return true;
      seen.length = mark;
    }
    const entry = "use" in step ? entryOf(step.id, step.use, catalog) : undefined;
    if (entry) seen.push(entry);
  }
  seen.length = before;
  return false;
}
