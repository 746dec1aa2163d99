import type { StepDefinition } from "../catalog/index.js";
import { compact, prepareRequest } from "../codec/index.js";
import { find, type Step, type Workflow } from "../workflow/index.js";
import type { SyntheticPair } from "./pair.js";

/** One line of supervised fine-tuning: the loss is on the answer alone. */
export interface SftExample {
  stage: "outline" | "inputs";
  prompt: string;
  answer: string;
}

function answerOf(workflow: Workflow, node: string, part: string): Parameters<typeof compact.printInputs>[1] {
  const step = node === "trigger" ? undefined : (find(workflow, node)?.step as Step | undefined);
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
 * Spells a pair for the compact codec: one example of stage 1 and one for every question of stage 2.
 * @throws {FlowrightError} CODEC_PARSE when the workflow holds what neither request nor scope can give.
 */
export function sftExamples(pair: SyntheticPair, candidates: readonly StepDefinition[]): SftExample[] {
  const request = prepareRequest(pair.request);
  const handles = compact.makeHandles(candidates);
  const outline: SftExample = {
    stage: "outline",
    prompt: compact.outlinePrompt(request, candidates, handles),
    answer: compact.printOutline(pair.workflow, request, handles),
  };
  const inputs = compact.inputTasks(pair.workflow, pair.catalog).map((task): SftExample => {
    const visible = compact.visibleTo(pair.workflow, task.node, pair.catalog);
    return {
      stage: "inputs",
      prompt: compact.inputsPrompt(task, request, visible, pair.catalog),
      answer: compact.printInputs(task, answerOf(pair.workflow, task.node, task.part), request, visible),
    };
  });
  return [outline, ...inputs];
}
