import { type Workflow, walk } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import type { Random } from "@flowright/workflow/core";
import { isReferenced } from "./step-spans.js";

/**
 * Makes a step that nothing else of the workflow needs a placeholder, in place.
 * @returns the ids that the candidates must not hold: its own and those that could stand in for it.
 */
export function withholdStep(workflow: Workflow, catalog: Catalog, rng: Random): string[] {
  const steps = [...walk(workflow.steps)].flatMap(({ step }) =>
    "use" in step && step.annotation ? [step] : [],
  );
  const free = steps.filter((step) => !isReferenced(step.id, workflow));
  if (!free.length) return [];
  const chosen = rng.pick(free);
  const [, noun = "", verb = ""] = chosen.use.split(".");
  const alike = (id: string) => id === chosen.use || (id.split(".")[1] === noun && id.split(".")[2] === verb);
  if (steps.some((step) => step !== chosen && alike(step.use))) return [];
  const withheld = catalog.steps.filter((step) => alike(step.id)).map((step) => step.id);
  const node = chosen as unknown as Record<string, unknown>;
  delete node.use;
  delete node.inputs;
  node.placeholder = true;
  return withheld;
}
