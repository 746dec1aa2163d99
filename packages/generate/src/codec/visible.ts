import { type ScopeEntry, scopeOf, type Workflow } from "@flowright/workflow";
import type { Catalog, FieldSchema } from "@flowright/workflow/catalog";
import { identifierWords } from "@flowright/workflow/core";

/** An output in scope of a node, with the words that prompts call it by. */
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

const MAX_VISIBLE = 6;
const MAX_FIELDS = 10;

/** Gives each output in scope a label of its own. */
export function labels(entries: readonly ScopeEntry[]): Visible[] {
  const used = new Set<string>();
  return entries.map(({ root, noun, app, schema }) => {
    let words = noun;
    if (used.has(words)) words = `${identifierWords(app).join(" ")} ${noun}`;
    const stem = words;
    for (let n = 2; used.has(words); n++) words = `${stem} ${n}`;
    used.add(words);
    const fields =
      schema.type === "array"
        ? []
        : Object.entries(schema.properties ?? {})
            .slice(0, MAX_FIELDS)
            .map(([key, field]) => ({ key, words: identifierWords(key).join(" "), schema: field }));
    return { root, label: words, schema, fields };
  });
}

/** The outputs in scope of a node, nearest first: at most six, with the farthest of all, mostly the trigger. */
export function visibleTo(workflow: Workflow, id: string, catalog: Catalog): Visible[] {
  const nearest = (scopeOf(workflow, id, catalog) ?? []).reverse();
  return labels(
    nearest.length > MAX_VISIBLE
      ? [...nearest.slice(0, MAX_VISIBLE - 1), nearest[nearest.length - 1]!]
      : nearest,
  );
}

/** Everything that can be referred to: the outputs and their fields. */
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
