import { choice, type Node, optional, rule, seq, text } from "../grammar/index.js";
import type { PreparedRequest } from "./request.js";

/**
 * Rules that match every span of the request: `span-I` begins at segment I and ends at any word from there on, and
 * `span` begins at any word. The size is linear in the request. No `span` when the request has no word.
 * @param spell How a segment is written in the answer. Default: as it is.
 * @param spellFirst How the first segment of a span is written. Default: like the others.
 */
export function spanRules(
  request: PreparedRequest,
  spell: (segment: string) => string = (segment) => segment,
  spellFirst = spell,
): Map<string, Node> {
  const rules = new Map<string, Node>();
  const { segments } = request;
  const lastWord = segments.findLastIndex((segment) => segment.ends);
  const starts: Node[] = [];
  for (let i = 0; i <= lastWord; i++) {
    const { text: words, begins, ends } = segments[i]!;
    const next = i < lastWord ? rule(`span-${i + 1}`) : undefined;
    const on = (first: string) => (next ? seq(text(first), ends ? optional(next) : next) : text(first));
    rules.set(`span-${i}`, on(spell(words)));
    if (begins) starts.push(spellFirst === spell ? rule(`span-${i}`) : on(spellFirst(words)));
  }
  if (starts.length) rules.set("span", choice(...starts));
  return rules;
}
