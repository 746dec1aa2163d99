import type { FieldSchema } from "@flowright/workflow/catalog";
import { many, type Node } from "../../grammar/index.js";
import { coerce } from "../coerce.js";
import type { PreparedRequest } from "../request.js";
import { spanOriginal, spanText } from "../span.js";

const MAX_SPAN_WORDS = 5;

/** The spans that can be read as a value of this field (numbers, times, durations), as texts. */
export function spansThatAre(schema: FieldSchema, request: PreparedRequest): string[] {
  const found = new Set<string>();
  for (let first = 0; first < request.segments.length; first++) {
    if (!request.segments[first]!.begins) continue;
    for (let last = first; last < Math.min(first + MAX_SPAN_WORDS, request.segments.length); last++)
      if (
        request.segments[last]!.ends &&
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
