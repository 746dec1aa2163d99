/** A stretch of the prepared request: a word, or a mark between words. */
export interface Segment {
  /** With the space before it, if there is one. */
  text: string;
  start: number;
  end: number;
  /** A span may begin and end here; at a mark it may not. */
  word: boolean;
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

// Runs of letters and digits with inner dots, at-signs, … stay whole (mail addresses, URLs, 9:30, 3.5); hyphens split.
const PIECE =
  / ?(?:https?:\/\/[^\s"'<>]*[^\s"'<>.,;:!?)\]}]|['’](?:s|re|ve|ll|d|m|t)(?![\p{L}])|[\p{L}\p{N}#@$€£%+&_/]+(?:[.:@,_/+&%#][\p{L}\p{N}#@_/%]+)*%?|[^\s])/gu;

function segment(text: string): Segment[] {
  const out: Segment[] = [];
  for (const match of text.matchAll(PIECE)) {
    const piece = match[0];
    out.push({
      text: piece,
      start: match.index,
      end: match.index + piece.length,
      word: WORD.test(piece.trimStart()),
    });
  }
  return out;
}

/** A run of segments, first and last included, both words. */
export interface Span {
  first: number;
  last: number;
}

export function spanText(request: PreparedRequest, span: Span): string {
  return request.text.slice(request.segments[span.first]!.start, request.segments[span.last]!.end);
}

/** The span of the original text as the user wrote it. */
export function spanOriginal(request: PreparedRequest, span: Span): string {
  return request.originalSlice(request.segments[span.first]!.start, request.segments[span.last]!.end);
}

const fold = (text: string): string => text.replace(/\s+/g, " ").trim();

/** The first span whose text is this (white space folded), or undefined. */
export function findSpan(request: PreparedRequest, wanted: string): Span | undefined {
  const target = prepareRequest(wanted).text.trim();
  if (!target) return undefined;
  for (const [first, segment] of request.segments.entries()) {
    if (!segment.word || !target.startsWith(segment.text.trimStart())) continue;
    let text = "";
    for (let last = first; last < request.segments.length; last++) {
      text += last === first ? request.segments[last]!.text.trimStart() : request.segments[last]!.text;
      if (text.length > target.length) break;
      if (text === target && request.segments[last]!.word) return { first, last };
    }
  }
  return undefined;
}

/** The span that covers these characters of the prepared text, cut back to words at both ends. */
export function coverSpan(request: PreparedRequest, start: number, end: number): Span | undefined {
  const inside = request.segments.flatMap((s, i) => (s.word && s.end > start && s.start < end ? [i] : []));
  return inside.length ? { first: inside[0]!, last: inside[inside.length - 1]! } : undefined;
}

/** True when the text is part of the request, white space folded. */
export const isPartOf = (request: string, text: string): boolean => fold(request).includes(fold(text));
