import type { Random } from "@flowright/workflow/core";
import { paraphraseTemplates } from "../lexicon/index.js";
import { fillTemplate, upperFirst } from "../text/index.js";
import { annotationsInRequest, mapTexts, type WrittenPair } from "../written/index.js";
import { keptWords } from "./kept-words.js";

/** "let Anna know" → "tell Anna": words in another form, half of those that are found. */
export function applyTemplates(pair: WrittenPair, rng: Random): WrittenPair {
  const kept = keptWords(pair);
  let changed = pair;
  for (const { find, replace } of rng.shuffle(paraphraseTemplates())) {
    const match = [...changed.request.matchAll(find)][0];
    if (!match || !rng.chance(0.5)) continue;
    const [words] = match;
    if (kept.some((text) => text.includes(words.toLowerCase()))) continue;
    const template = typeof replace === "string" ? replace : rng.pick(replace);
    const other = fillTemplate(template, Object.fromEntries(match.entries()));
    const replacement = /^\p{Lu}/u.test(words) ? upperFirst(other) : other;
    const change = (text: string) => text.replaceAll(words, replacement);
    const next = {
      ...changed,
      request: change(changed.request),
      workflow: mapTexts(changed.workflow, change),
    };
    if (annotationsInRequest(next)) changed = next;
  }
  return changed;
}
