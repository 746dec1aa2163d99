import { completeMarks } from "./marks.js";
import { type PreparedRequest, prepareRequest, type Segment } from "./request.js";

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

/** What the user wrote at a span: from word to word, without the marks that it cuts in two. */
export function spanOriginal(request: PreparedRequest, span: Span): string {
  const { start, end } = bounds(request, span);
  return request.originalSlice(start, end);
}

/** What the user wrote at a span, completed: see {@link completeOriginal}. */
export function completeSpan(request: PreparedRequest, span: Span): string {
  const { start, end } = bounds(request, span);
  return completeOriginal(request, start, end);
}

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
