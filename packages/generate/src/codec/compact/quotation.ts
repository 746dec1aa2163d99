const QUOTES = /["“„«]([^"“”„«»]+)["”“»]|(?<![\p{L}\p{N}])['‘]([^'‘’]+)['’](?![\p{L}\p{N}])|(?<!\S)(:\w+:)/gu;
const MARKS = "[^\\p{L}\\p{N}#@$€£%+&_/]*";

/**
 * The whole quotation of the request that these words are, apart from marks at its ends: spans end at a word, so "see
 * you there!" loses its exclamation mark. An emoji's name gets its colons back. Undefined where the words are no quotation.
 */
export function wholeQuotation(words: string, request: string): string | undefined {
  const said = words.trim();
  for (const [, double, single, emoji] of request.matchAll(QUOTES)) {
    const quoted = (double ?? single ?? emoji ?? "").trim();
    const at = quoted.indexOf(said);
    if (at < 0 || quoted === said || !said) continue;
    const rest = quoted.slice(0, at) + quoted.slice(at + said.length);
    if (new RegExp(`^${MARKS}$`, "u").test(rest)) return quoted;
  }
  return undefined;
}
