import { usesOf, validate } from "@flowright/workflow";
import { makeCatalog } from "@flowright/workflow/catalog";
import { identifierWords, plural, type Random } from "@flowright/workflow/core";
import { lexicon, once } from "../lexicon/index.js";
import { articleOf, pseudoWord, upperFirst } from "../text/index.js";
import type { WrittenPair } from "../written/index.js";

const reservedWords = once(() => new Set(lexicon.augmentation.reservedWords));

/** They become parts of identifiers. */
const singleWordNouns = once(() => lexicon.inventedCatalogs.nouns.filter((noun) => !noun.includes(" ")));

/**
 * The same wish about other entities: "admit the patient" becomes "admit the kettle", in the request, in the workflow
 * and in the whole catalogue, so that what a catalogue is about cannot be learnt by heart.
 * @returns the pair as it was where the outcome would be invalid.
 */
export function swapEntities(pair: WrittenPair, rng: Random): WrittenPair {
  const nouns = rng.shuffle(nounsOf(pair)).slice(0, rng.int(1, 3));
  if (!nouns.length) return pair;
  const { request, workflow, catalog } = pair;
  const before = JSON.stringify([request, catalog.apps, catalog.steps]).toLowerCase();
  const changes: ((text: string) => string)[] = [];
  const taken = new Set<string>();
  for (const noun of nouns) {
    const other = rng.chance(0.2) ? pseudoWord(rng) : rng.pick(singleWordNouns());
    // no two entities become one
    if (articleOf(other) !== articleOf(noun) || taken.has(other) || before.includes(other)) continue;
    taken.add(other);
    changes.push(nounReplacer(noun, other));
  }
  if (!taken.size) return pair;
  const change = (text: string) => changes.reduce((changed, replace) => replace(changed), text);
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

/** What the steps of a pair are about, where the request names it and no form of it is used as a verb. */
function nounsOf({ request, workflow, catalog }: WrittenPair): string[] {
  const words = new Set(identifierWords(request));
  const verbs = new Set(catalog.actions.map(({ id }) => identifierWords(id).at(-1)!));
  const uses = [...usesOf(workflow)];
  const nouns = uses.flatMap(({ use }) => identifierWords(use).slice(1, -1));
  // "call Anna": a verb here, not an entity
  for (const { annotation = "" } of uses) verbs.add(identifierWords(annotation)[0] ?? "");
  return [...new Set(nouns)].filter(
    (noun) =>
      noun.length > 3 &&
      !reservedWords().has(noun) &&
      !verbs.has(noun) &&
      !/[sy]$|(?:ch|sh|x|z)$/.test(noun) &&
      (words.has(noun) || words.has(plural(noun))) &&
      !["ed", "ing", "er", "d"].some((end) => words.has(noun + end)),
  );
}

/** Replaces a noun as `Plain`, `plain` or `PLAIN`, alone or as a part of an identifier, and its plural. */
function nounReplacer(from: string, to: string): (text: string) => string {
  const forms = [
    [plural(from), plural(to)],
    [from, to],
  ].flatMap(([was = "", is = ""]): [RegExp, string][] => [
    [new RegExp(`(?<!\\p{L})${was}(?!\\p{Ll})`, "gu"), is],
    [new RegExp(`(?<!\\p{Lu})${upperFirst(was)}(?!\\p{Ll})`, "gu"), upperFirst(is)],
    [new RegExp(`(?<!\\p{L})${was.toUpperCase()}(?!\\p{L})`, "gu"), is.toUpperCase()],
  ]);
  return (text) => forms.reduce((changed, [form, is]) => changed.replace(form, is), text);
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
