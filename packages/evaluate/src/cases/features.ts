import { blocks, type Step, type Workflow, walk } from "@flowright/workflow";
import type { EvalCase } from "./eval-case.js";

/** How deep the steps of a block are nested: 1 for a plain sequence. */
export function nestingDepth(steps: readonly Step[]): number {
  return 1 + Math.max(0, ...steps.flatMap(blocks).map((block) => nestingDepth(block.steps)));
}

const kinds = (workflow: Workflow, test: (step: Step) => boolean): boolean =>
  [...walk(workflow.steps)].some(({ step }) => test(step));

/** Whether some part of the request, the trigger included, is served by nothing. */
export const hasPlaceholder = (workflow: Workflow): boolean =>
  kinds(workflow, (step) => "placeholder" in step) ||
  (workflow.trigger !== undefined && "placeholder" in workflow.trigger);

/** The features of a case by which its scores are broken down. They come from the request and the first reference. */
export function featuresOf({ request, references }: EvalCase): string[] {
  const [workflow] = references as [Workflow];
  const words = request.trim().split(/\s+/).length;
  const steps = [...walk(workflow.steps)].length;
  const deep = nestingDepth(workflow.steps);
  const out = [
    words <= 12 ? "request: up to 12 words" : words <= 30 ? "request: 13–30 words" : "request: over 30 words",
    steps <= 2 ? "steps: 1–2" : steps <= 4 ? "steps: 3–4" : "steps: 5 and more",
    `nesting: ${deep >= 4 ? "4 and more" : deep}`,
    workflow.trigger ? "trigger: said" : "trigger: by hand",
  ];
  const mark = (feature: string, present: boolean) => present && out.push(feature);
  mark(
    "has: condition",
    kinds(workflow, (step) => "if" in step),
  );
  mark(
    "has: else",
    kinds(workflow, (step) => "if" in step && (Boolean(step.else?.length) || Boolean(step.elseIf?.length))),
  );
  mark(
    "has: loop",
    kinds(workflow, (step) => "do" in step),
  );
  mark(
    "has: parallel, try, wait or call",
    kinds(workflow, (step) => "parallel" in step || "try" in step || "wait" in step || "call" in step),
  );
  mark("has: part that nothing serves", hasPlaceholder(workflow));
  mark(
    "has: step that is not said",
    kinds(
      workflow,
      (step) => "use" in step && step.annotation === undefined && workflow.trigger?.annotation !== undefined,
    ),
  );
  mark("request: list or several lines", /\n\s*\S/.test(request));
  return out;
}
