import type { Catalog, FieldSchema } from "../../catalog/index.js";
import { identifierWords, plural, singular } from "../../core/index.js";
import { blocks, isRef, type Step, type Workflow } from "../../workflow/index.js";

/** Something that a step can refer to: what an earlier node hands on, or the item of the loop around it. */
export interface Visible {
  /** `trigger`, a step id or a loop variable. */
  root: string;
  /** Plain words that name it among all that is visible: "incident", "jira issue". */
  label: string;
  schema: FieldSchema;
  fields: readonly { key: string; words: string; schema: FieldSchema }[];
}

/** What a reference points to. */
export interface Target {
  ref: string;
  /** The words that spell it: "incident priority". */
  words: string;
  schema: FieldSchema;
}

const MOST = 6;
const MOST_FIELDS = 10;

function nounOf(use: string, schema: FieldSchema): string {
  if (schema.title) return identifierWords(schema.title).join(" ");
  const words = identifierWords(use).filter((word) => !/^\d+$/.test(word));
  return words.slice(1, -1).join(" ") || words.join(" ") || "result";
}

interface Source {
  root: string;
  noun: string;
  app: string;
  schema: FieldSchema;
}

function sourceOf(root: string, use: string, catalog: Catalog): Source | undefined {
  const step = catalog.get(use);
  if (!step) return undefined;
  const list = step.outputs.type === "array";
  if (!list && Object.keys(step.outputs.properties ?? {}).length === 0) return undefined;
  const noun = nounOf(use, step.outputs);
  return { root, noun: list ? plural(noun) : noun, app: step.app, schema: step.outputs };
}

/** The schema behind a reference, or undefined when it leads nowhere. */
export function schemaOfRef(ref: string, visible: readonly Visible[]): FieldSchema | undefined {
  const [root, ...path] = ref.split(".");
  let schema = visible.find((entry) => entry.root === root)?.schema;
  for (const key of path) schema = schema?.properties?.[key];
  return schema;
}

/** What the loop variable holds, given the list. */
export function itemSchema(list: unknown, visible: readonly Visible[]): FieldSchema {
  const schema = isRef(list) ? schemaOfRef(list.ref, visible) : undefined;
  return schema?.items ?? {};
}

/** A name for the loop variable: the list's noun in the singular, made unique. */
export function loopVariable(list: unknown, visible: readonly Visible[], taken: readonly string[] = []): string {
  const schema = isRef(list) ? schemaOfRef(list.ref, visible) : undefined;
  const last = isRef(list) ? list.ref.split(".").pop()! : "item";
  const noun = schema?.items?.title ?? schema?.title ?? (/^(s\d+|trigger)$/.test(last) ? "item" : singular(last));
  const name = identifierWords(noun).join("_") || "item";
  let unique = name;
  for (let n = 2; taken.includes(unique) || unique === "trigger"; n++) unique = `${name}${n}`;
  return unique;
}

function label(sources: readonly Source[]): Visible[] {
  const used = new Set<string>();
  return sources.map(({ root, noun, app, schema }) => {
    let words = noun;
    if (used.has(words)) words = `${identifierWords(app).join(" ")} ${noun}`;
    const stem = words;
    for (let n = 2; used.has(words); n++) words = `${stem} ${n}`;
    used.add(words);
    const fields =
      schema.type === "array"
        ? []
        : Object.entries(schema.properties ?? {})
            .slice(0, MOST_FIELDS)
            .map(([key, field]) => ({ key, words: identifierWords(key).join(" "), schema: field }));
    return { root, label: words, schema, fields };
  });
}

/**
 * What is visible to a node, nearest first, at most six things: the outputs of the steps before it in its own block
 * and in the blocks around it, the items of the loops around it, and the trigger's output.
 * @param id The node's id, or `trigger` (nothing is visible to it).
 */
export function visibleTo(workflow: Workflow, id: string, catalog: Catalog): Visible[] {
  if (id === "trigger") return [];
  const seen: Source[] = [];
  const start = workflow.trigger;
  const trigger = start && "use" in start ? sourceOf("trigger", start.use, catalog) : undefined;
  if (trigger) seen.push(trigger);
  collect(workflow.steps, id, seen, catalog);
  const nearest = seen.reverse();
  const kept = nearest.length > MOST ? [...nearest.slice(0, MOST - 1), nearest[nearest.length - 1]!] : nearest;
  return label(kept);
}

/** Depth first; true once the node is found, with `seen` as it is there. */
function collect(steps: readonly Step[], id: string, seen: Source[], catalog: Catalog): boolean {
  const before = seen.length;
  for (const step of steps) {
    if (step.id === id) return true;
    for (const block of blocks(step)) {
      const mark = seen.length;
      if ("forEach" in step) {
        const schema = itemSchema(step.forEach, label([...seen]));
        const noun = identifierWords(schema.title ?? step.as).join(" ");
        seen.push({ root: step.as, noun, app: step.as, schema });
      }
      if (collect(block.steps, id, seen, catalog)) return true;
      seen.length = mark;
    }
    const source = "use" in step ? sourceOf(step.id, step.use, catalog) : undefined;
    if (source) seen.push(source);
  }
  seen.length = before;
  return false;
}

/** Everything that can be referred to: the things themselves and their fields. */
export function targets(visible: readonly Visible[]): Target[] {
  return visible.flatMap((entry) => [
    { ref: entry.root, words: entry.label, schema: entry.schema },
    ...entry.fields.map((field) => ({
      ref: `${entry.root}.${field.key}`,
      words: `${entry.label} ${field.words}`,
      schema: field.schema,
    })),
  ]);
}
