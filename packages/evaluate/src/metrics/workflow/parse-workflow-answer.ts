import { checkShape, type Workflow } from "@flowright/workflow";
import { jsonObjectsIn } from "@flowright/workflow/core";

/**
 * The workflow document in a model's raw answer: bare, in a code fence, or between words ({@link jsonObjectsIn}). Of
 * several JSON objects the first with the shape of a document counts.
 * @returns undefined where there is none.
 */
export function parseWorkflowAnswer(text: string): Workflow | undefined {
  for (const object of jsonObjectsIn(text)) {
    const { workflow } = checkShape(object);
    if (workflow) return workflow;
  }
  return undefined;
}
