import type { Random } from "@flowright/workflow/core";

/** Words of one form that can be said in another: what is found, and what people say instead. */
export interface Pattern {
  find: RegExp;
  say: (found: readonly string[], rng: Random) => string;
}

export const WHO = "me|us|him|her|them|everyone|everybody|the \\p{L}+|\\p{Lu}\\p{Ll}+";
export const MAIL = "an email|a mail|an e-mail";
export const TEXT = "a text|a text message|an sms";
export const NOTE = "a message|a note|a ping|a line";
export const SPAN =
  "(?:\\d+|an?|one|two|three|four|five|six|ten|half an) (?:seconds?|minutes?|mins?|hours?|days?|weeks?)";
export const FIELD =
  "name|email|title|number|phone number|address|id|status|owner|link|summary|total|subject|due date";

/** Somebody by name or office: "Anna should know", never "me should know". */
export const PERSON = "the (?:team|boss|customer|owner|manager|on-call)|\\p{Lu}\\p{Ll}+";
/** At the start of a wish. */
export const CLAUSE = "(?<=^|[.,;:!?→>\\n] ?|\\b(?:and|then|also|so|please|but) )";
export const DAY = "[Mm]onday|[Tt]uesday|[Ww]ednesday|[Tt]hursday|[Ff]riday|[Ss]aturday|[Ss]unday";
export const CLOCK = "\\d{1,2}(?::\\d\\d)?(?: ?(?:am|pm|AM|PM))?";

/** Nothing of a longer name is left behind: "the sales" of "the sales team". */
export const END = "(?= (?:that|about|by|via|in|on|when|if|and|with|to|at|so|because|for)\\b|[.,;:!?\\n]|$)";

/** Nor is it said how. */
export const BARE = "(?= (?:when|if|and|so|because|about)\\b|[.,;:!?\\n]|$)";

/** A small letter at the start stands for a capital one too; elsewhere capitals are names. */
const eitherCase = (find: string) =>
  find.startsWith("(?:")
    ? find.replace(/(?<=^\(\?:|^\(\?:\p{L}+\|)\p{L}/gu, (letter) => `[${letter}${letter.toUpperCase()}]`)
    : find.replace(/^\p{L}/u, (letter) => `[${letter}${letter.toUpperCase()}]`);

export const pattern = (find: string, say: Pattern["say"]): Pattern => ({
  find: new RegExp(`(?<![\\p{L}\\p{N}'’#@-])${eitherCase(find)}(?![\\p{L}\\p{N}'’@-])`, "gu"),
  say,
});
