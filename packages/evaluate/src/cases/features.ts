import type { Step, Workflow } from "@flowright/workflow";
import type { EvalCase } from "./eval-case.js";
import { countSteps, hasPlaceholder, hasStep, nestingDepth } from "./structure.js";

/** Names of features in run folders up to version 0.1.0, with their names today. */
export const RENAMED_FEATURES: Readonly<Record<string, string>> = {
  "has: part that nothing serves": "has: placeholder",
  "has: step that is not said": "has: implicit step",
  "trigger: said": "trigger: stated",
  "trigger: by hand": "trigger: manual",
};

const STEP_FEATURES: readonly [name: string, test: (step: Step) => boolean][] = [
  ["has: condition", (step) => "if" in step],
  ["has: else", (step) => "if" in step && (Boolean(step.else?.length) || Boolean(step.elseIf?.length))],
  ["has: loop", (step) => "do" in step],
  [
    "has: parallel, try, wait or call",
    (step) => "parallel" in step || "try" in step || "wait" in step || "call" in step,
  ],
];

/** A step that no words of the request name, in a workflow whose trigger is named by some. */
const hasImplicitStep = (workflow: Workflow): boolean =>
  workflow.trigger?.annotation !== undefined &&
  hasStep(workflow, (step) => "use" in step && step.annotation === undefined);

/** The features by which scores are broken down. They come from the request and the first reference. */
export function featuresOf({ request, references }: EvalCase): string[] {
  const [workflow] = references as [Workflow];
  const words = request.trim().split(/\s+/).length;
  const steps = countSteps(workflow);
  const depth = nestingDepth(workflow.steps);
  return [
    words <= 12 ? "request: up to 12 words" : words <= 30 ? "request: 13–30 words" : "request: over 30 words",
    steps <= 2 ? "steps: 1–2" : steps <= 4 ? "steps: 3–4" : "steps: 5 and more",
    `nesting: ${depth >= 4 ? "4 and more" : depth}`,
    workflow.trigger ? "trigger: stated" : "trigger: manual",
    ...STEP_FEATURES.filter(([, test]) => hasStep(workflow, test)).map(([name]) => name),
    ...(hasPlaceholder(workflow) ? ["has: placeholder"] : []),
    ...(hasImplicitStep(workflow) ? ["has: implicit step"] : []),
    ...(/\n\s*\S/.test(request) ? ["request: list or several lines"] : []),
  ];
}
