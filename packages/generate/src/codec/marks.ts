/** Closing marks, each with the marks that it can close. */
const CLOSES: Readonly<Record<string, string>> = {
  ")": "(",
  "]": "[",
  "}": "{",
  "”": "“„",
  "“": "„",
  "»": "«",
  "’": "‘",
  '"': '"',
  "'": "'",
};
const OPENS = new Set(Object.values(CLOSES).join(""));
/** Marks that are also apostrophes, inch signs and the like: beside a letter or digit they open and close nothing. */
const AMBIGUOUS = new Set(["'", "’", '"']);
const LETTER = /[\p{L}\p{N}]/u;
const MARKS_ALONE = /^[^\p{L}\p{N}\s]*$/u;

/** Quotation marks and brackets of a text that belong together, as offsets of both. */
export function markPairs(text: string): (readonly [open: number, close: number])[] {
  const open: { mark: string; at: number }[] = [];
  const pairs: (readonly [number, number])[] = [];
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]!;
    const touches = (other: string | undefined) => AMBIGUOUS.has(mark) && LETTER.test(other ?? "");
    const partner = open.findLastIndex((one) => CLOSES[mark]?.includes(one.mark));
    if (partner >= 0 && !touches(text[at + 1])) {
      pairs.push([open[partner]!.at, at]);
      open.length = partner;
    } else if (OPENS.has(mark) && !touches(text[at - 1])) open.push({ mark, at });
  }
  return pairs;
}

/**
 * A stretch of a text, widened by the quotation marks and brackets that it cuts in two, where nothing but marks lies
 * between: `say "see you` of `say "see you!" to Bo` becomes `say "see you!"`.
 */
export function completeMarks(text: string, start: number, end: number): { start: number; end: number } {
  let [from, to] = [start, end];
  const inside = (at: number) => at >= from && at < to;
  // pairs are told inner ones first
  for (const [open, close] of markPairs(text)) {
    if (inside(open) && close >= to && MARKS_ALONE.test(text.slice(to, close))) to = close + 1;
    else if (inside(close) && open < from && MARKS_ALONE.test(text.slice(open, from).trimEnd())) from = open;
  }
  return { start: from, end: to };
}
