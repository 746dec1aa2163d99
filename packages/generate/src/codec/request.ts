import { completeMarks } from "./marks.js";

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

/** A run of segments, first and last included, that begins and ends at a word. */
export interface Span {
  first: number;
  last: number;
}

const bounds = ({ segments }: PreparedRequest, { first, last }: Span) => ({
  start: segments[first]!.start,
  end: segments[last]!.end,
});

export function spanText(request: PreparedRequest, span: Span): string {
  const { start, end } = bounds(request, span);
  return request.text.slice(start, end);
}

/** What the user wrote at a place of the prepared text, with the quotation marks and brackets that the place cuts in two. */
export function completeOriginal(request: PreparedRequest, start: number, end: number): string {
  const whole = completeMarks(request.text, start, end);
  return request.originalSlice(whole.start, whole.end);
}

/** What the user wrote at a span, completed: see {@link completeOriginal}. */
export function spanOriginal(request: PreparedRequest, span: Span): string {
  const { start, end } = bounds(request, span);
  return completeOriginal(request, start, end);
}

const fold = (text: string): string => text.replace(/\s+/g, " ").trim();

/** All spans whose text is this, which has no space at its ends. */
function* spansOf(request: PreparedRequest, target: string): Generator<Span> {
  for (const [first, segment] of request.segments.entries()) {
    if (!segment.begins || !target.startsWith(segment.text.trimStart())) continue;
    let text = "";
    for (let last = first; last < request.segments.length; last++) {
      text += last === first ? request.segments[last]!.text.trimStart() : request.segments[last]!.text;
      if (text.length > target.length) break;
      if (text === target && request.segments[last]!.ends) yield { first, last };
    }
  }
}

/**
 * The first span whose text is this (white space folded), or that becomes it when the marks that it cuts in two are
 * completed; undefined where there is none.
 */
export function findSpan(request: PreparedRequest, wanted: string): Span | undefined {
  const prepared = prepareRequest(wanted);
  const target = prepared.text.trim();
  if (!target) return undefined;
  for (const span of spansOf(request, target)) return span;
  const first = prepared.segments.findIndex((segment) => segment.begins);
  const last = prepared.segments.findLastIndex((segment) => segment.ends);
  if (first < 0 || last < first) return undefined;
  for (const span of spansOf(request, spanText(prepared, { first, last }).trim())) {
    const { start, end } = bounds(request, span);
    const whole = completeMarks(request.text, start, end);
    if (request.text.slice(whole.start, whole.end).trim() === target) return span;
  }
  return undefined;
}

/** The span that covers these characters of the prepared text, cut back to words at both ends. */
export function coverSpan(request: PreparedRequest, start: number, end: number): Span | undefined {
  const inside = (s: Segment) => s.end > start && s.start < end;
  const first = request.segments.findIndex((s) => s.begins && inside(s));
  const last = request.segments.findLastIndex((s) => s.ends && inside(s));
  return first >= 0 && last >= first ? { first, last } : undefined;
}

/** True when the text is part of the request, white space folded. */
export const isPartOf = (request: string, text: string): boolean => fold(request).includes(fold(text));
