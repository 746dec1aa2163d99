import { lexicon } from "../lexicon/index.js";
import { pseudoWord } from "../text/index.js";
import type { FilledSlot } from "./mention.js";
import type { RequestBuilder } from "./request-builder.js";

const QUOTES = [
  ['"', '"'],
  ["'", "'"],
  ["", ""],
  ["“", "”"],
  ['"', '"'],
] as const;

/** A literal in quotation marks, which are no part of it. */
export function quoted(builder: RequestBuilder, words: string): FilledSlot {
  const { text, value } = builder.literal(words);
  const [open, close] = builder.rng.pick(QUOTES);
  return { text: `${open}${text}${close}`, value };
}

export const quotedSometimes = (builder: RequestBuilder, words: string): FilledSlot =>
  builder.rng.chance(0.3) ? quoted(builder, words) : literal(builder, words);

/** A literal as it is. "on Monday, no, Tuesday": a `wrong` one may come before it, the last word counts. */
export function literal(builder: RequestBuilder, words: string, wrong?: string): FilledSlot {
  const { text, value } = builder.literal(words);
  const before =
    wrong && wrong !== words ? `${wrong}${builder.rng.pick(lexicon.distractors.corrections)}` : "";
  return { text: `${before}${text}`, value };
}

/** Now and then a wrong value to correct. */
export const wrongValue = (builder: RequestBuilder, values: readonly string[]): string | undefined =>
  builder.rng.chance(0.025) ? builder.rng.pick(values) : undefined;

/** Leaves the article outside of the value: "the team channel" → team channel. */
export function nounPhrase(builder: RequestBuilder, words: string): FilledSlot {
  const [, article, noun] = /^(the|our|a|an|my) (.+)$/.exec(words) ?? [];
  if (!noun) return literal(builder, words);
  const { text, value } = literal(builder, noun);
  return { text: `${article} ${text}`, ...(value === undefined ? {} : { value }) };
}

/** The name of a list, a table, a document. */
export function someTitle({ rng }: RequestBuilder): string {
  if (rng.chance(0.3)) return rng.chance(0.5) ? pseudoWord(rng) : `${pseudoWord(rng)} ${pseudoWord(rng)}`;
  return rng.pick(lexicon.values.titles);
}

export function mailAddress({ rng }: RequestBuilder): string {
  const { mailboxes, domains } = lexicon.values;
  const mailbox = rng.chance(0.2) ? pseudoWord(rng) : rng.pick(mailboxes);
  return `${mailbox}@${rng.chance(0.2) ? `${pseudoWord(rng)}.com` : rng.pick(domains)}`;
}
