import { compact, prepareRequest } from "@flowright/generate/codec";
import { findStep, type Step, type Workflow } from "@flowright/workflow";
import type { StepDefinition } from "@flowright/workflow/catalog";
import type { SyntheticPair } from "../generator/index.js";

/** One line of supervised fine-tuning: the loss is on the answer alone. */
export interface SftExample {
  /** `whole`: the one text of the form with one stage. */
  stage: "outline" | "inputs" | "whole";
  prompt: string;
  answer: string;
}

function answerOf(workflow: Workflow, node: string, part: string): Parameters<typeof compact.printInputs>[1] {
  const step = node === "trigger" ? undefined : (findStep(workflow, node)?.step as Step | undefined);
  if (!step)
    return { inputs: workflow.trigger && "use" in workflow.trigger ? (workflow.trigger.inputs ?? {}) : {} };
  if ("use" in step) return { inputs: step.inputs ?? {} };
  if ("if" in step)
    return { condition: part === "if" ? step.if : step.elseIf![Number(part.split(".")[1])]!.if };
  if ("while" in step) return { condition: step.while };
  if ("until" in step) return { condition: step.until };
  if ("forEach" in step) return { list: step.forEach };
  if ("wait" in step) {
    const { duration, until } = step.wait;
    return {
      inputs: { ...(duration === undefined ? {} : { duration }), ...(until === undefined ? {} : { until }) },
    };
  }
  return "call" in step && step.call !== null ? { inputs: { workflow: step.call } } : { inputs: {} };
}

/**
 * Spells a pair for the compact codec: one example of stage 1 and one for every question of stage 2, or one of all.
 * @throws {FlowrightError} CODEC_PARSE when the workflow holds what neither request nor scope can give.
 */
export function sftExamples(
  pair: SyntheticPair,
  candidates: readonly StepDefinition[],
  form: compact.Form = {},
): SftExample[] {
  const { workflow, catalog } = pair;
  const request = prepareRequest(pair.request);
  const handles = compact.makeHandles(candidates);
  const printed = compact.printOutline(workflow, request, handles, form);
  const parts = compact.inputTasks(workflow, catalog).map((asked) => {
    const task = form.annotations === false ? { ...asked, annotation: "" } : asked;
    const visible = compact.visibleTo(workflow, task.node, catalog);
    const answer = compact.printInputs(task, answerOf(workflow, task.node, task.part), request, visible);
    return { task, visible, answer };
  });
  if (form.stages === 1) {
    const filled = parts.map(
      ({ task, answer }) =>
        compact.partHead(task, catalog, form) +
        answer.slice(0, -compact.TOKENS.eos.length) +
        compact.PART_END,
    );
    return [
      {
        stage: "whole",
        prompt: compact.wholePrompt(request, candidates, handles, catalog),
        answer: printed + filled.join(""),
      },
    ];
  }
  const outline: SftExample = {
    stage: "outline",
    prompt: compact.outlinePrompt(request, candidates, handles),
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
