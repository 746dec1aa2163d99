/** A stretch of the prepared request: a word, or a mark between words. */
export interface Segment {
  /** With the space before it, if there is one. */
  text: string;
  start: number;
  end: number;
  /** A span may begin here: at a word, not at a mark. */
  begins: boolean;
  /** A span may end here: at a word or the `'s` behind one. */
  ends: boolean;
}

/**
 * A request as a model sees it: white space folded, one space in front of every word, and no text that could read
 * as a control token. Remembers where each character came from.
 */
export interface PreparedRequest {
  original: string;
  text: string;
  segments: readonly Segment[];
  /** The original characters behind `text.slice(start, end)`. */
  originalSlice(start: number, end: number): string;
  /** The first prepared offset that comes from the original offset or from after it. */
  offsetOf(original: number): number;
}

const POSSESSIVE = /^['’]s$/;
const WORD = /^[\p{L}\p{N}#@$€£%+&_/]|^-\p{N}/u;

/** Splits a request into words and marks. Never throws. */
export function prepareRequest(original: string): PreparedRequest {
  let text = "";
  const origin: number[] = [];
  let gap = true;
  for (let i = 0; i < original.length; i++) {
    const char = original[i]!;
    if (/[\s\p{Cc}\u2028\u2029]/u.test(char)) {
      gap = true;
      continue;
    }
    // "<|" opens every control token: a space between the two marks makes it plain text.
    if (gap || (char === "|" && text.endsWith("<"))) {
      text += " ";
      origin.push(i);
    }
    gap = false;
    text += char;
    origin.push(i);
  }
  origin.push(original.length);
  return {
    original,
    text,
    segments: segment(text),
    offsetOf: (wanted) => {
      let low = 0;
      for (let high = origin.length - 1; low < high; ) {
        const middle = (low + high) >> 1;
        if (origin[middle]! < wanted) low = middle + 1;
        else high = middle;
      }
      return low;
    },
    originalSlice: (start, end) => {
      const from = text[start] === " " ? start + 1 : start;
      return end <= from ? "" : original.slice(origin[from], origin[end - 1]! + 1);
    },
  };
}

// Runs of letters and digits with inner dots, at-signs, … stay whole (mail addresses, URLs, 9:30, 3.5), and so does
// "haven't"; hyphens split.
const PIECE =
  / ?(?:https?:\/\/[^\s"'<>]*[^\s"'<>.,;:!?)\]}]|['’](?:s|re|ve|ll|d|m|t)(?![\p{L}])|[\p{L}\p{N}#@$€£%+&_/]+(?:[.:@,_/+&%#][\p{L}\p{N}#@_/%]+)*(?:(?<=[nN])['’][tT](?![\p{L}\p{N}]))?%?|[^\s])/gu;

function segment(text: string): Segment[] {
  const out: Segment[] = [];
  for (const match of text.matchAll(PIECE)) {
    const piece = match[0];
    const begins = WORD.test(piece.trimStart());
    out.push({
      text: piece,
      start: match.index,
      end: match.index + piece.length,
      begins,
      ends: begins || POSSESSIVE.test(piece),
    });
  }
  return out;
}

const fold = (text: string): string => text.replace(/\s+/g, " ").trim();

/** True when the text is part of the request, white space folded. */
export const isPartOf = (request: string, text: string): boolean => fold(request).includes(fold(text));
