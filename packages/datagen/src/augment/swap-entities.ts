import { usesOf, validate } from "@flowright/workflow";
import { makeCatalog } from "@flowright/workflow/catalog";
import { identifierWords, plural, type Random } from "@flowright/workflow/core";
import { capital, pseudoWord } from "../generator/invent-catalog.js";
import { article } from "../generator/render-condition.js";
import { NOUNS } from "../lexicon/things.js";
import type { WrittenPair } from "../written/read-written.js";

/** Words of ids that name no thing, or that workflows, schemas and kinds of values are written with. */
const KEPT = new Set(
  `id use ref as op name if else each wait until parallel branch try catch stop step trigger input output value type
   title item list number string text date time file object array format enum app action kind version template left
   right event all any status message day week month year hour minute`.split(/\s+/),
);

/** They become parts of identifiers. */
const THINGS = NOUNS.filter((noun) => !noun.includes(" "));

/** A word as `Plain`, `plain` or `PLAIN`, wherever it stands alone or as a part of an identifier, and its plural. */
function replacer(from: string, to: string): (text: string) => string {
  const forms: [RegExp, string][] = [];
  for (const [was, is] of [
    [plural(from), plural(to)],
    [from, to],
  ] as const)
    forms.push(
      [new RegExp(`(?<!\\p{L})${was}(?!\\p{Ll})`, "gu"), is],
      [new RegExp(`(?<!\\p{Lu})${capital(was)}(?!\\p{Ll})`, "gu"), capital(is)],
      [new RegExp(`(?<!\\p{L})${was.toUpperCase()}(?!\\p{L})`, "gu"), is.toUpperCase()],
    );
  return (text) => forms.reduce((said, [form, is]) => said.replace(form, is), text);
}

/** Changes every text, names of fields too. */
function mapAll<T>(node: T, change: (text: string) => string): T {
  if (typeof node === "string") return change(node) as T;
  if (Array.isArray(node)) return node.map((item) => mapAll(item, change)) as T;
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => [change(name), mapAll(value, change)]),
  ) as T;
}

/** What the steps of a pair are about, where the request says it and no form of it is used as a verb. */
function nounsOf({ request, workflow, catalog }: WrittenPair): string[] {
  const words = new Set(identifierWords(request));
  const verbs = new Set(catalog.actions.map(({ id }) => identifierWords(id).at(-1)!));
  const parts = [...usesOf(workflow)];
  const nouns = parts.flatMap(({ use }) => identifierWords(use).slice(1, -1));
  // "call Anna": done, not a thing
  for (const { annotation = "" } of parts) verbs.add(identifierWords(annotation)[0] ?? "");
  return [...new Set(nouns)].filter(
    (noun) =>
      noun.length > 3 &&
      !KEPT.has(noun) &&
      !verbs.has(noun) &&
      !/[sy]$|(?:ch|sh|x|z)$/.test(noun) &&
      (words.has(noun) || words.has(plural(noun))) &&
      !["ed", "ing", "er", "d"].some((end) => words.has(noun + end)),
  );
}

/**
 * The same wish about other things: "admit the patient" becomes "admit the kettle", in the request, in the workflow and in the
 * whole catalogue, so that what a catalogue is about cannot be learnt by heart.
 */
export function swapEntities(pair: WrittenPair, rng: Random): WrittenPair {
  const nouns = rng.shuffle(nounsOf(pair)).slice(0, rng.int(1, 3));
  if (!nouns.length) return pair;
  const { request, workflow, catalog } = pair;
  const said = JSON.stringify([request, catalog.apps, catalog.steps]).toLowerCase();
  let change = (text: string) => text;
  const taken = new Set<string>();
  for (const noun of nouns) {
    const other = rng.chance(0.2) ? pseudoWord(rng) : rng.pick(THINGS);
    // no two things become one
    if (article(other) !== article(noun) || taken.has(other) || said.includes(other)) continue;
    taken.add(other);
    const [before, here] = [change, replacer(noun, other)];
    change = (text) => here(before(text));
  }
  if (!taken.size) return pair;
  const other = {
    request: change(request),
    workflow: mapAll(workflow, change),
    catalog: makeCatalog(
      catalog.name,
      mapAll(catalog.apps, change),
      catalog.steps.map((step) => mapAll(step, change)),
    ),
  };
  return validate(other.workflow, other.catalog).some(({ severity }) => severity === "error") ? pair : other;
}
