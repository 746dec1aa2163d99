import {
  type Condition,
  findStep,
  type Inputs,
  loopVariable,
  type Step,
  scopeOf,
  type Value,
  type Workflow,
} from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { branchOf, type InputTask } from "./tasks.js";

/** The answer to an {@link InputTask}. */
export interface InputsAnswer {
  inputs?: Inputs;
  condition?: Condition;
  /** The list of a loop; null when the scope has none. */
  list?: Value;
}

const stepOf = (workflow: Workflow, node: string): Step | undefined => findStep(workflow, node)?.step as Step;

/** What a workflow says to a task: the answer that training data teaches. */
export function readAnswer(workflow: Workflow, { node, part }: InputTask): InputsAnswer {
  if (node === "trigger")
    return { inputs: workflow.trigger && "use" in workflow.trigger ? (workflow.trigger.inputs ?? {}) : {} };
  const step = stepOf(workflow, node);
  if (!step) return { inputs: {} };
  if ("use" in step) return { inputs: step.inputs ?? {} };
  if ("if" in step) return { condition: branchOf(step, part).if };
  if ("while" in step) return { condition: step.while };
  if ("until" in step) return { condition: step.until };
  if ("forEach" in step) return { list: step.forEach };
  if ("wait" in step) return { inputs: waitInputs(step.wait) };
  return "call" in step && step.call !== null ? { inputs: { workflow: step.call } } : { inputs: {} };
}

const waitInputs = ({ duration, until }: { duration?: Value; until?: Value }) => ({
  ...(duration === undefined ? {} : { duration }),
  ...(until === undefined ? {} : { until }),
});

/** Puts an answer into the document, in place. What the answer leaves out stays as it is. */
export function applyAnswer(
  workflow: Workflow,
  task: InputTask,
  answer: InputsAnswer,
  catalog: Catalog,
): void {
  const { inputs = {}, condition } = answer;
  const some = Object.keys(inputs).length > 0;
  if (task.node === "trigger") {
    if (workflow.trigger && "use" in workflow.trigger && some) workflow.trigger.inputs = inputs;
    return;
  }
  const step = stepOf(workflow, task.node);
  if (!step) throw new RangeError(`the workflow has no step ${task.node}`);
  if ("use" in step) {
    if (some) step.inputs = inputs;
  } else if ("if" in step && condition) branchOf(step, task.part).if = condition;
  else if ("while" in step && condition) step.while = condition;
  else if ("until" in step && condition) step.until = condition;
  else if ("wait" in step) step.wait = waitInputs(inputs);
  else if ("call" in step && inputs.workflow !== undefined) step.call = inputs.workflow;
  else if ("forEach" in step) {
    step.forEach = answer.list ?? null;
    // The name must be free at this very place, loops around it included.
    step.as = loopVariable(step.forEach, scopeOf(workflow, step.id, catalog) ?? []);
  }
}
