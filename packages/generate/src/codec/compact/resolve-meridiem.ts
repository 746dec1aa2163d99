/** The hour from which a part of the day means p.m. */
const LATE: Readonly<Record<string, number>> = { afternoon: 1, evening: 4, tonight: 5, night: 6 };
const PART = /\b(afternoon|evening|tonight|night)s?\b/i;
/** Characters on either side that are looked at. */
const CONTEXT_CHARS = 28;

/**
 * Reads a bare hour as p.m. where the words around it say so: "every Friday afternoon at 4" is 16:00, "at 8 in
 * the evening" 20:00. Only words of the same clause count.
 * @param time `HH:MM`, as the words read by themselves.
 * @param at Where the words begin in the request, in characters.
 */
export function resolveMeridiem(time: string, words: string, request: string, at: number): string {
  if (!/^\s*\d{1,2}(?:[:.]\d{2})?(?:\s*o['’]clock)?\s*$/.test(words)) return time;
  const before = request
    .slice(Math.max(0, at - CONTEXT_CHARS), at)
    .split(/[.;!?\n]|,\s/)
    .at(-1)!;
  const after = request.slice(at + words.length, at + words.length + CONTEXT_CHARS).split(/[.;:!?,\n]/)[0]!;
  const part =
    PART.exec(/^\s*(?:o['’]clock\s*)?(?:in the|at|this|tonight)\b/i.test(after) ? after : "") ??
    PART.exec(before);
  const hour = Number(time.slice(0, 2));
  const from = part ? LATE[part[1]!.toLowerCase()]! : 24;
  return hour >= from && hour < 12 ? `${hour + 12}${time.slice(2)}` : time;
}
