/** The text with a capital at its start; other characters stay as they are. */
export const upperFirst = (text: string): string => text.replace(/^\p{L}/u, (first) => first.toUpperCase());

/** The text with its first letter in the case of another's. */
export function matchCase(text: string, like: string): string {
  const upper = /^\p{Lu}/u.test(like);
  return text.replace(/^\p{L}/u, (first) => (upper ? first.toUpperCase() : first.toLowerCase()));
}

/** "a" or "an". */
export const articleOf = (word: string): string => (/^[aeiou]/.test(word) ? "an" : "a");

/** A text as a part of a regular expression. */
export const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
