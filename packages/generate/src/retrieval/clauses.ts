/** Words and marks at which one thing that is asked for ends and the next begins. */
const BREAK =
  /[.;:!?](?=\s|$)|,|\n|\s[-–—*•]\s|\b(?:and then|and also|and|then|after that|afterwards|finally|otherwise|else|or else|if not|if|when|whenever|every time|as soon as|once|unless|until|while|for each(?: of (?:them|the))?|for every|loop over|go through|plus|but|or|next)\b|(?<=\b(?:summary|digest|recap|overview|report|list|translation)) of\b/gi;

/** A clause shorter than this many letters says too little to search for. */
const MIN_LETTERS = 4;

/** Splits a request into the clauses that each ask for something. May cut too often, never in the middle of a word. */
export function splitClauses(request: string): string[] {
  return request
    .split(BREAK)
    .map((part) => part.replace(/\s+/g, " ").trim())
    .filter((part) => part.replace(/[^\p{L}]/gu, "").length >= MIN_LETTERS);
}

const WINDOW = 4;
const LONG = 6;

/**
 * Overlapping windows of a clause that is long enough to hide a second thing that is asked for: "a pull request is
 * merged on github post in #releases" has no mark between the two.
 */
export function windows(clause: string): string[] {
  const words = clause.split(" ");
  if (words.length <= LONG) return [];
  const out: string[] = [];
  for (let at = 0; at < words.length - 2; at += 2) out.push(words.slice(at, at + WINDOW).join(" "));
  return out;
}

/** The sentence of a request that a stretch of it stands in; the whole request for one that is in none or in several. */
export function sentenceAround(request: string, words: string): string {
  const stretch = words.trim();
  return request.split(/(?<=[.!?;])\s+|\n+/).find((sentence) => sentence.includes(stretch)) ?? request;
}
