import type { Random } from "@flowright/workflow/core";
import { once, type ParaphraseGroup, paraphraseGroups } from "../lexicon/index.js";
import { escapeRegExp, upperFirst } from "../text/index.js";
import { mapTexts, type WrittenPair } from "../written/index.js";
import { keptWords } from "./kept-words.js";

/** Most phrases that are substituted in one request. */
const MAX_PHRASES = 5;
const CHANCE = 0.5;

const groupsByPhrase = once(() => {
  const groups = new Map<string, ParaphraseGroup[]>();
  for (const group of paraphraseGroups())
    for (const phrase of group.phrases) groups.set(phrase, [...(groups.get(phrase) ?? []), group]);
  return groups;
});

/** Finds every phrase; the longest first: "each time" is not "each" and "time". */
const anyPhrase = once(() => {
  const phrases = [...groupsByPhrase().keys()].sort((a, b) => b.length - a.length);
  return new RegExp(
    `(?<![\\p{L}\\p{N}'’#@/._-])(?:${phrases.map(escapeRegExp).join("|")})(?![\\p{L}\\p{N}'’_@-]|\\.\\p{L})`,
    "giu",
  );
});

interface Substitute {
  phrase: string;
  followedBy: RegExp | undefined;
}

/** "whenever …" → "each time …": up to five phrases become others of their group, wherever they stand. */
export function substitutePhrases(pair: WrittenPair, rng: Random): WrittenPair {
  const { request, workflow } = pair;
  const substitutes = pickSubstitutes(pair, rng);
  if (!substitutes.size) return pair;
  const change = (text: string) =>
    text.replace(anyPhrase(), (words, at: number) => {
      const substitute = substitutes.get(words.toLowerCase());
      const { followedBy } = substitute ?? {};
      if (!substitute || (followedBy && !followedBy.test(text.slice(at + words.length)))) return words;
      return /^\p{Lu}/u.test(words) ? upperFirst(substitute.phrase) : substitute.phrase;
    });
  return { ...pair, request: change(request), workflow: mapTexts(workflow, change) };
}

function pickSubstitutes(pair: WrittenPair, rng: Random): Map<string, Substitute> {
  const { request } = pair;
  const kept = keptWords(pair);
  const substitutes = new Map<string, Substitute>();
  for (const found of request.matchAll(anyPhrase())) {
    const phrase = found[0].toLowerCase();
    if (substitutes.size >= MAX_PHRASES || substitutes.has(phrase)) continue;
    if (kept.some((text) => text.includes(phrase))) continue;
    const after = request.slice(found.index + phrase.length);
    const fits = groupsByPhrase()
      .get(phrase)!
      .filter(({ followedBy }) => !followedBy || followedBy.test(after));
    if (!fits.length || !rng.chance(CHANCE)) continue;
    const { phrases, followedBy } = rng.pick(fits);
    const other = rng.pick(phrases.filter((one) => one !== phrase));
    substitutes.set(phrase, { phrase: other, followedBy });
  }
  return substitutes;
}
