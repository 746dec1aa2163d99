import { blocks, type Step, type Workflow, walk } from "@flowright/workflow";

/** Nesting depth of a block of steps: 1 for a plain sequence. */
export function nestingDepth(steps: readonly Step[]): number {
  return 1 + Math.max(0, ...steps.flatMap(blocks).map((block) => nestingDepth(block.steps)));
}

export const countSteps = (workflow: Workflow): number => [...walk(workflow.steps)].length;

export const hasStep = (workflow: Workflow, test: (step: Step) => boolean): boolean =>
  [...walk(workflow.steps)].some(({ step }) => test(step));

/** Whether a part of the request is out of the catalogue's reach: a step or the trigger is a placeholder. */
export const hasPlaceholder = (workflow: Workflow): boolean =>
  hasStep(workflow, (step) => "placeholder" in step) ||
  (workflow.trigger !== undefined && "placeholder" in workflow.trigger);
