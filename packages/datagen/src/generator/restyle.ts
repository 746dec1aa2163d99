import type { Random } from "@flowright/workflow/core";
import { isMark } from "./marks.js";

const BEFORE = [
  "please ",
  "can you ",
  "could you please ",
  "i want to ",
  "i'd like to ",
  "i need a workflow that does this: ",
  "hi! ",
  "hey, ",
  "build a flow: ",
  "create an automation: ",
  "we need to ",
  "set up a workflow: ",
  "automation: ",
  "i want a flow that will ",
  "help me automate this: ",
  "make it so that ",
  "goal: ",
  "we keep missing these. ",
  "right now somebody does this by hand. ",
  "our team is drowning in work. ",
  "i run a small business. ",
  "this is for the support team. ",
  "i'm new here, so bear with me. ",
  "ok so ",
  "what i need: ",
  "would it be possible to set this up: ",
];
const AFTER = [
  " please",
  " thanks",
  " thank you!",
  " if possible",
  ". Thanks a lot",
  ", ok?",
  "!",
  " asap",
  ". That's all",
  ". That would save me a lot of time",
  ". Let me know if anything is unclear",
  ". Nothing else",
];
const NEAR: Readonly<Record<string, string>> = {
  a: "s",
  e: "r",
  i: "o",
  o: "p",
  t: "r",
  n: "m",
  s: "a",
  r: "t",
  l: "k",
  m: "n",
  h: "g",
};

/** Applies a change to the letters of a text and leaves its marks alone. */
function upperFirst(text: string): string {
  for (let i = 0; i < text.length; i++) {
    if (isMark(text[i]!)) continue;
    return text.slice(0, i) + text[i]!.toUpperCase() + text.slice(i + 1);
  }
  return text;
}

function sentences(text: string): string {
  return text.replace(
    /([.!?]\s+|\n(?:[-*] |\d\. )?)((?:[\ue000\ue001].)*)([a-z])/gu,
    (_, end, marks, char) => end + marks + char.toUpperCase(),
  );
}

/** One slip of the keyboard in a plain word of four letters or more. */
export function typoIn(word: string, rng: Random): string {
  const at = rng.int(1, word.length - 2);
  const kind = rng.pick(["swap", "drop", "double", "near"] as const);
  if (kind === "swap") return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
  if (kind === "drop") return word.slice(0, at) + word.slice(at + 1);
  if (kind === "double") return word.slice(0, at) + word[at] + word.slice(at);
  return word.slice(0, at) + (NEAR[word[at]!] ?? word[at]) + word.slice(at + 1);
}

function typos(text: string, rng: Random, rate: number): string {
  return text.replace(/(?<![\p{L}@#./:\d])[a-z]{4,}(?![\p{L}@.:/\d])/gu, (word) =>
    rng.chance(rate) ? typoIn(word, rng) : word,
  );
}

/** Makes a request look as people type: tidy, all lower case, hasty, polite. */
export function restyle(text: string, rng: Random): string {
  let out = text;
  if (rng.chance(0.12)) out = rng.pick(BEFORE) + out;
  if (rng.chance(0.08)) out += rng.pick(AFTER);
  const style = rng.weighted({ tidy: 60, lower: 28, hasty: 9, loud: 1 });
  if (style === "tidy")
    out = sentences(upperFirst(out)) + (rng.chance(0.7) && !/[.!?]$/.test(out) ? "." : "");
  if (style === "lower" || style === "hasty") out = out.toLowerCase();
  if (style === "hasty") out = out.replace(/[,;.](?= )/g, (mark) => (rng.chance(0.6) ? "" : mark));
  if (style === "loud") out = out.toUpperCase();
  if (rng.chance(0.15)) out = typos(out, rng, 0.06);
  return out
    .replace(/ +/g, " ")
    .replace(/ ([,.;:])(?=\s)/g, "$1")
    .trim();
}
