import {
  compact,
  type Form,
  inputTasks,
  prepareRequest,
  readAnswer,
  visibleTo,
} from "@flowright/generate/codec";
import type { StepDefinition } from "@flowright/workflow/catalog";
import type { SyntheticPair } from "../generator/index.js";

/** One line of supervised fine-tuning: the loss is on the answer alone. */
export interface SftExample {
  /** `whole`: outline and inputs in a single pass. */
  stage: "outline" | "inputs" | "whole";
  prompt: string;
  answer: string;
}

/**
 * Spells a pair for the compact codec: one example of the outline and one for each task of the second pass, or one of all.
 * @throws {FlowrightError} CODEC_PARSE when the workflow holds what neither request nor scope can give.
 */
export function sftExamples(
  pair: SyntheticPair,
  candidates: readonly StepDefinition[],
  form: Form = {},
): SftExample[] {
  const { workflow, catalog } = pair;
  const request = prepareRequest(pair.request);
  const aliases = compact.makeAliases(candidates);
  const printed = compact.printOutline(workflow, request, aliases, form);
  const parts = inputTasks(workflow, catalog).map((asked) => {
    const task = form.annotations === false ? { ...asked, annotation: "" } : asked;
    const visible = visibleTo(workflow, task.node, catalog);
    const answer = compact.printInputs(task, readAnswer(workflow, task), request, visible);
    return { task, visible, answer };
  });
  if (form.passes === "singlePass") {
    return [
      {
        stage: "whole",
        prompt: compact.singlePassPrompt(request, candidates, aliases, catalog),
        answer: compact.printSinglePass(printed, parts, request, catalog, form),
      },
    ];
  }
  const outline: SftExample = {
    stage: "outline",
    prompt: compact.outlinePrompt(request, candidates, aliases),
    answer: printed,
  };
  const inputs = parts.map(
    ({ task, visible, answer }): SftExample => ({
      stage: "inputs",
      prompt: compact.inputsPrompt(task, request, visible, catalog),
      answer,
    }),
  );
  return [outline, ...inputs];
}
