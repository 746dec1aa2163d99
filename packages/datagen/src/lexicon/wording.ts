/** Phrases that people use for one another. Where what follows decides whether they mean the same, `then` says what must follow. */
export interface Wording {
  group: readonly string[];
  then?: RegExp;
}

/** A word follows. */
export const STARTS = /^\s+\p{L}/u;
/** A channel follows: "#ops". */
export const ROOM = /^\s+#/;

/** One group a line, its phrases parted by "|". */
export const groups = (text: string, then?: RegExp): Wording[] =>
  text
    .trim()
    .split("\n")
    .map((line) => ({ group: line.split("|").map((phrase) => phrase.trim()), ...(then ? { then } : {}) }));
