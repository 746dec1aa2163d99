import { dataFile, once } from "./data-file.js";
import { PARAPHRASE_TEMPLATES, PARAPHRASES } from "./schemas/index.js";

/** Phrases that people use for one another. */
export interface ParaphraseGroup {
  phrases: readonly string[];
  /** What must follow a phrase for the group to apply. */
  followedBy?: RegExp;
}

/** Words of one form that have another one. */
export interface ParaphraseTemplate {
  find: RegExp;
  /** What takes their place, with `{1}` for the first group of `find`; of a list one is drawn. */
  replace: string | readonly string[];
}

const file = dataFile("paraphrases.yaml", PARAPHRASES);
const templateFile = dataFile("paraphrase-templates.yaml", PARAPHRASE_TEMPLATES);

/** The groups, in the order of the file. */
export const paraphraseGroups = once((): readonly ParaphraseGroup[] => {
  const { contexts, sets } = file();
  return sets.flatMap(({ followedBy, groups }) =>
    groups.map((phrases) => ({ phrases, ...(followedBy ? { followedBy: contexts[followedBy]! } : {}) })),
  );
});

/** The templates with their expressions compiled, in the order of the file. */
export const paraphraseTemplates = once((): readonly ParaphraseTemplate[] => {
  const { parts, templates } = templateFile();
  return templates.map(({ find, replace }) => ({
    find: compile(find.replace(/\{([a-z]\w*)\}/g, (_, part: string) => parts[part]!)),
    replace,
  }));
});

/** A whole phrase; a small letter at its start stands for a capital one too, elsewhere capitals are names. */
function compile(find: string): RegExp {
  const either = find.startsWith("(?:")
    ? find.replace(/(?<=^\(\?:|^\(\?:\p{L}+\|)\p{L}/gu, (letter) => `[${letter}${letter.toUpperCase()}]`)
    : find.replace(/^\p{L}/u, (letter) => `[${letter}${letter.toUpperCase()}]`);
  return new RegExp(`(?<![\\p{L}\\p{N}'’#@-])${either}(?![\\p{L}\\p{N}'’@-])`, "gu");
}
