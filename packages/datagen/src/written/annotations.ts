import { isPartOf } from "@flowright/generate/codec";
import { type Workflow, walk } from "@flowright/workflow";
import { upperFirst } from "../text/index.js";
import type { WrittenPair } from "./read-written.js";

/** Every node that is annotated with words of the request: the trigger, each step, each branch after the first. */
export function* annotatedNodes({ trigger, steps }: Workflow): Generator<{ annotation?: string }> {
  if (trigger) yield trigger;
  for (const { step } of walk(steps)) {
    yield step;
    if ("if" in step) yield* step.elseIf ?? [];
  }
}

/** True where the request holds the annotation of every node. */
export function annotationsInRequest({ request, workflow }: WrittenPair): boolean {
  for (const { annotation } of annotatedNodes(workflow))
    if (annotation !== undefined && !isPartOf(request, annotation)) return false;
  return true;
}

/** Gives annotations that begin a sentence of the request now the capital that they have there. */
export const capitalizeAnnotations = <T>(node: T, request: string): T =>
  JSON.parse(
    JSON.stringify(node, (key, value) =>
      (key === "annotation" || key === "says") && !request.includes(value as string)
        ? upperFirst(value as string)
        : value,
    ),
  ) as T;
