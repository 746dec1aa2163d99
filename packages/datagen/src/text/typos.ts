import type { Random } from "@flowright/workflow/core";

/** A key beside another one on the keyboard. */
const NEIGHBOURS: Readonly<Record<string, string>> = {
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

/** One slip of the keyboard in a plain word of four letters or more. */
export function typoIn(word: string, rng: Random): string {
  const at = rng.int(1, word.length - 2);
  const kind = rng.pick(["swap", "drop", "double", "near"] as const);
  if (kind === "swap") return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
  if (kind === "drop") return word.slice(0, at) + word.slice(at + 1);
  if (kind === "double") return word.slice(0, at) + word[at] + word.slice(at);
  return word.slice(0, at) + (NEIGHBOURS[word[at]!] ?? word[at]) + word.slice(at + 1);
}
