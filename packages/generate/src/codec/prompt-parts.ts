import type { Workflow } from "@flowright/workflow";

/** The parts of the prompt for prompted models that can be left out, to see what each is worth. */
export const PROMPT_PARTS = [
  "role",
  "rules",
  "conventions",
  "candidates",
  "descriptions",
  "examples",
] as const;
export type PromptPart = (typeof PROMPT_PARTS)[number];

/** A request with a right answer, shown to a prompted model. */
export interface PromptExample {
  request: string;
  workflow: Workflow;
}
