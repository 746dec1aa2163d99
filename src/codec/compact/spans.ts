import type { FieldSchema } from "../../catalog/index.js";
import { choice, many, type Node, optional, rule, seq, text } from "../../grammar/index.js";
import { coerce } from "../coerce.js";
import { type PreparedRequest, spanOriginal, spanText } from "../request.js";

/**
 * Rules that match every span of the request: `span-I` begins at segment I and ends at any word from there on.
 * The size is linear in the request.
 */
export function spanRules(request: PreparedRequest): Map<string, Node> {
  const rules = new Map<string, Node>();
  const { segments } = request;
  const lastWord = segments.findLastIndex((segment) => segment.word);
  const starts: Node[] = [];
  for (let i = 0; i <= lastWord; i++) {
    const { text: words, word } = segments[i]!;
    const next = i < lastWord ? rule(`span-${i + 1}`) : undefined;
    rules.set(`span-${i}`, next ? seq(text(words), word ? optional(next) : next) : text(words));
    if (word) starts.push(rule(`span-${i}`));
  }
  if (starts.length) rules.set("span", choice(...starts));
  return rules;
}

const LONGEST = 5;

/** The spans that can be read as a value of this field (numbers, times, durations), as texts. */
export function spansThatAre(schema: FieldSchema, request: PreparedRequest): string[] {
  const found = new Set<string>();
  for (let first = 0; first < request.segments.length; first++) {
    if (!request.segments[first]!.word) continue;
    for (let last = first; last < Math.min(first + LONGEST, request.segments.length); last++)
      if (
        request.segments[last]!.word &&
        coerce(schema, spanOriginal(request, { first, last })) !== undefined
      )
        found.add(spanText(request, { first, last }));
  }
  return [...found];
}

/** True for fields that take any words; the others take only words that read as their type. */
export const takesAnyWords = (schema: FieldSchema): boolean =>
  (schema.type ?? "string") === "string" &&
  !schema.enum &&
  schema.format !== "time" &&
  schema.format !== "duration";

export const oneOrMore = (node: Node, max: number): Node => many(node, 1, max);
