import type { Random } from "@flowright/workflow/core";
import { lexicon } from "../lexicon/index.js";
import { upperFirst } from "./words.js";

/** A made-up word, so that copying cannot be replaced by knowing. */
export function pseudoWord(rng: Random): string {
  const { onsets, nuclei, codas } = lexicon.inventedCatalogs.syllables;
  let word = "";
  for (let i = rng.int(1, 2); i >= 0; i--) word += rng.pick(onsets) + rng.pick(nuclei) + rng.pick(codas);
  return word;
}

/** The name of a product that nobody has: "Bazoo", "Fleet Desk". */
export function productName(rng: Random): string {
  if (rng.chance(0.45)) return upperFirst(pseudoWord(rng));
  const [a, b] = rng.shuffle(lexicon.inventedCatalogs.productParts);
  return rng.chance(0.5) ? `${a}${b}` : `${a} ${b}`;
}
