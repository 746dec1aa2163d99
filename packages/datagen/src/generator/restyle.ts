import type { Random } from "@flowright/workflow/core";
import { lexicon } from "../lexicon/index.js";
import { typoIn } from "../text/index.js";
import { isMark } from "./marks.js";

/** Gives a text a capital at its start, behind marks. */
function capitalizeMarked(text: string): string {
  for (let i = 0; i < text.length; i++) {
    if (isMark(text[i]!)) continue;
    return text.slice(0, i) + text[i]!.toUpperCase() + text.slice(i + 1);
  }
  return text;
}

function capitalizeSentences(text: string): string {
  return text.replace(
    /([.!?]\s+|\n(?:[-*] |\d\. )?)((?:[\ue000\ue001].)*)([a-z])/gu,
    (_, end, marks, char) => end + marks + char.toUpperCase(),
  );
}

function typos(text: string, rng: Random, rate: number): string {
  return text.replace(/(?<![\p{L}@#./:\d])[a-z]{4,}(?![\p{L}@.:/\d])/gu, (word) =>
    rng.chance(rate) ? typoIn(word, rng) : word,
  );
}

/** Makes a request look as people type: tidy, all lower case, without punctuation, in capitals; with words around it. */
export function restyle(text: string, rng: Random): string {
  const { openings, closings } = lexicon.distractors;
  let out = text;
  if (rng.chance(0.12)) out = rng.pick(openings) + out;
  if (rng.chance(0.08)) out += rng.pick(closings);
  const style = rng.weighted({ tidy: 60, lower: 28, hasty: 9, loud: 1 });
  if (style === "tidy")
    out = capitalizeSentences(capitalizeMarked(out)) + (rng.chance(0.7) && !/[.!?]$/.test(out) ? "." : "");
  if (style === "lower" || style === "hasty") out = out.toLowerCase();
  if (style === "hasty") out = out.replace(/[,;.](?= )/g, (mark) => (rng.chance(0.6) ? "" : mark));
  if (style === "loud") out = out.toUpperCase();
  if (rng.chance(0.15)) out = typos(out, rng, 0.06);
  return out
    .replace(/ +/g, " ")
    .replace(/ ([,.;:])(?=\s)/g, "$1")
    .trim();
}
