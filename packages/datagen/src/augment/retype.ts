import type { Random } from "@flowright/workflow/core";
import { lexicon } from "../lexicon/index.js";
import { typoIn } from "../text/index.js";
import { mapTexts, type WrittenPair } from "../written/index.js";
import { type Replacements, wordReplacer } from "./replace-words.js";

/** All lower case, with a slip of the keyboard, with a greeting: how the same request is typed by others. */
export function retype(pair: WrittenPair, rng: Random): WrittenPair {
  let change = (text: string) => text;
  if (rng.chance(0.3)) change = (text) => text.toLowerCase();
  else if (rng.chance(0.02)) change = (text) => text.toUpperCase();
  let retyped = changeTexts(pair, change);
  if (rng.chance(0.2)) retyped = changeTexts(retyped, typos(retyped.request, rng));
  let { request } = retyped;
  if (rng.chance(0.3)) request = request.replace(/[.!]$/, "");
  if (rng.chance(0.12)) request = rng.pick(lexicon.distractors.writtenOpenings) + request;
  if (rng.chance(0.08)) request += rng.pick(lexicon.distractors.writtenClosings);
  return { ...retyped, request };
}

/** Changes the request and every text that is a part of it. */
const changeTexts = (pair: WrittenPair, change: (text: string) => string): WrittenPair => ({
  ...pair,
  request: change(pair.request),
  workflow: mapTexts(pair.workflow, (text) => (pair.request.includes(text) ? change(text) : text)),
});

/** One or two slips in plain words, wherever these stand. */
function typos(request: string, rng: Random): (text: string) => string {
  const words = request.match(/(?<![\p{L}\p{N}@#./:"“'-])[a-z]{4,}(?![\p{L}\p{N}@./:"”'-])/gu) ?? [];
  const slips: Replacements = new Map();
  for (let n = rng.int(1, 2); n > 0 && words.length; n--) {
    const word = rng.pick(words);
    slips.set(word, typoIn(word, rng));
  }
  return wordReplacer(slips);
}
