import type { Catalog } from "../catalog/index.js";
import { walk } from "./tree.js";
import type { Workflow } from "./types.js";
import { validate } from "./validation/index.js";

/**
 * Checks that a hand-written workflow can answer a request: it is valid, and every annotation is part of the request.
 * @throws {Error} naming the first fault.
 */
export function checkAnswer(workflow: Workflow, request: string, catalog: Catalog): void {
  const error = validate(workflow, catalog).find((issue) => issue.severity === "error");
  if (error) throw new Error(`${error.path}: ${error.message}`);
  const notes = [
    workflow.trigger?.annotation,
    ...[...walk(workflow.steps)].map(({ step }) => step.annotation),
  ];
  for (const note of notes)
    if (note !== undefined && !request.includes(note)) throw new Error(`the request does not say "${note}"`);
}
