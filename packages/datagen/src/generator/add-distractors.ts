import { lexicon } from "../lexicon/index.js";
import type { Fragment, RequestBuilder } from "./request-builder.js";

/** Puts words around an action that ask for nothing more: they belong to no annotation. */
export function addDistractors(
  { rng }: RequestBuilder,
  fragment: Fragment | undefined,
): Fragment | undefined {
  if (!fragment || fragment.open) return fragment;
  const { adverbs, reasons, asides, falseStarts, retractions } = lexicon.distractors;
  const adverb = rng.chance(0.08) ? `${rng.pick(adverbs)} ` : "";
  const reason = rng.chance(0.05) ? ` ${rng.pick(reasons)}` : "";
  const aside = rng.chance(0.04) ? ` (${rng.pick(asides)})` : "";
  const falseStart = rng.chance(0.025) ? `${rng.pick(falseStarts)}${rng.pick(retractions)}` : "";
  return { ...fragment, text: `${falseStart}${adverb}${fragment.text}${aside}${reason}` };
}
