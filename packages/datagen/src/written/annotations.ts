import { isPartOf } from "@flowright/generate/codec";
import { type Workflow, walk } from "@flowright/workflow";
import type { WrittenPair } from "./read-written.js";

/** Everything that is annotated with words of the request: the trigger, each step, each branch outside of the first. */
export function* annotatedNodes({ trigger, steps }: Workflow): Generator<{ annotation?: string }> {
  if (trigger) yield trigger;
  for (const { step } of walk(steps)) {
    yield step;
    if ("if" in step) yield* step.elseIf ?? [];
  }
}

/** True where the request still holds the words of every node. */
export function annotationsInRequest({ request, workflow }: WrittenPair): boolean {
  for (const { annotation } of annotatedNodes(workflow))
    if (annotation !== undefined && !isPartOf(request, annotation)) return false;
  return true;
}

export const upper = (text: string) => text.replace(/^\p{L}/u, (first) => first.toUpperCase());

/** Words that begin a sentence of the request now, with the capital that they have there. */
export const capitalizeAnnotations = <T>(node: T, request: string): T =>
  JSON.parse(
    JSON.stringify(node, (key, value) =>
      (key === "annotation" || key === "says") && !request.includes(value as string)
        ? upper(value as string)
        : value,
    ),
  ) as T;
