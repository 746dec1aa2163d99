import { lexicon } from "../lexicon/index.js";
import type { BlockContext } from "./block-context.js";
import type { Fragment, RequestBuilder } from "./request-builder.js";

/** Joins the parts of a block. After one that is still open only a new sentence may follow, or it would belong inside. */
export function joinParts(
  builder: RequestBuilder,
  parts: readonly Fragment[],
  { depth, sentences }: BlockContext,
): string {
  const { rng } = builder;
  const { afterBranch, afterLoop, beforeIf, sentence, last, inner } = lexicon.clauses.joints;
  const asList =
    depth === 0 && sentences && parts.length > 2 && rng.chance(0.06) && parts.every((part) => !part.open);
  if (asList) return bulletList(parts, rng.pick(["- ", "* ", "1"]));
  const jointBefore = (i: number): string => {
    const before = parts[i - 1]!;
    if (before.open) {
      const looped = before.steps.some((step) => "do" in step);
      // "If it is a bug, … If it is an idea, …": a sentence that begins with its own "if" needs no "then". After a
      // loop it would be read as a part of the loop.
      if (!looped && /^(if|in case) /.test(parts[i]!.text) && rng.chance(0.7)) return rng.pick(beforeIf);
      return rng.pick(looped ? afterLoop : afterBranch);
    }
    if (sentences && rng.chance(0.3)) return rng.pick(sentence);
    return rng.pick(i === parts.length - 1 ? last : inner);
  };
  return parts.map(({ text }, i) => (i === 0 ? text : jointBefore(i) + text)).join("");
}

const bulletList = (parts: readonly Fragment[], mark: string): string =>
  parts.map(({ text }, i) => `\n${mark === "1" ? `${i + 1}. ` : mark}${text}`).join("");
