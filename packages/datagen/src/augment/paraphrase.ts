import type { Random } from "@flowright/workflow/core";
import { annotationsInRequest, type WrittenPair } from "../written/index.js";
import { applyTemplates } from "./apply-templates.js";
import { substitutePhrases } from "./substitute-phrases.js";

/**
 * The same wish in other words of the person's own kind: "whenever … text me" for "each time … send me a text". Only
 * whole phrases change, in the request and in the annotations alike; never what is quoted or fills an input.
 * @returns the pair as it was where an annotation would be torn apart.
 */
export function paraphrase(pair: WrittenPair, rng: Random): WrittenPair {
  const paraphrased = substitutePhrases(applyTemplates(pair, rng), rng);
  return annotationsInRequest(paraphrased) ? paraphrased : pair;
}
