import type { Catalog } from "@flowright/workflow/catalog";
import { identifierWords, type Random, singular } from "@flowright/workflow/core";
import { lexicon, once } from "../lexicon/index.js";

const functionWords = once(() => new Set(lexicon.manualTasks.functionWords));

const wordsByCatalog = new WeakMap<Catalog, Set<string>>();

/** The words of the ids, titles and descriptions of a catalogue's actions. */
function catalogWords(catalog: Catalog): Set<string> {
  let words = wordsByCatalog.get(catalog);
  if (!words) {
    words = new Set(
      catalog.actions.flatMap(({ id, title, description }) =>
        [...identifierWords(id), ...identifierWords(title), ...identifierWords(description)].map(singular),
      ),
    );
    wordsByCatalog.set(catalog, words);
  }
  return words;
}

/**
 * Something that a person does and no step of the catalogue: none of its words is a word of the catalogue.
 * @returns undefined where eight draws find none.
 */
export function manualTask(catalog: Catalog, rng: Random): string | undefined {
  const { tasks, verbs, determiners, objects } = lexicon.manualTasks;
  const taken = catalogWords(catalog);
  for (let tries = 0; tries < 8; tries++) {
    const task = rng.chance(0.55)
      ? rng.pick(tasks)
      : `${rng.pick(verbs)} ${rng.chance(0.8) ? `${rng.pick(determiners)} ` : ""}${rng.pick(objects)}`;
    if (!identifierWords(task).some((word) => !functionWords().has(word) && taken.has(singular(word))))
      return task;
  }
  return undefined;
}
