const QUOTES = /["“„«]([^"“”„«»]+)["”“»]|(?<![\p{L}\p{N}])['‘]([^'‘’]+)['’](?![\p{L}\p{N}])|(?<!\S)(:\w+:)/gu;
const MARKS = "[^\\p{L}\\p{N}#@$€£%+&_/]*";

/**
 * The whole of what the request puts in quotation marks, where these words are all of it but for the marks at its
 * ends: a span ends at a word, and "see you there!" goes on. An emoji's name keeps its colons.
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
