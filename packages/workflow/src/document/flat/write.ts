import type { Condition, IfStep, Step, Value, Workflow } from "../types.js";
import type { FlatBlock, FlatInput, FlatWorkflow } from "./types.js";
import { encodeInputs, encodeValue } from "./values.js";

type Line = Omit<FlatBlock, "order" | "block">;

const nonEmpty = <T>(key: string, items: readonly T[] | undefined) => (items?.length ? { [key]: items } : {});

const input = (name: string, value: Value | Condition): FlatInput[] => [{ name, value: encodeValue(value) }];

const flowLogic = (
  definition: string,
  { id, annotation }: { id?: string; annotation?: string } = {},
  inputs: FlatInput[] = [],
): Line => ({
  category: "flowlogic",
  definition,
  scope: "global",
  ...(id === undefined ? {} : { id }),
  ...(annotation === undefined ? {} : { annotation }),
  inputs,
});

class FlatWriter {
  readonly lines: FlatBlock[] = [];

  /** Appends a line and returns its order, which the lines below it name as their block. */
  #add({ inputs, ...line }: Line, block: number | null): number {
    const order = this.lines.length + 1;
    this.lines.push({ ...line, order, block, ...nonEmpty("inputs", inputs) });
    return order;
  }

  steps(steps: readonly Step[], block: number | null): void {
    for (const step of steps) this.#step(step, block);
  }

  #step(step: Step, block: number | null): void {
    if ("use" in step) {
      const [scope = "global"] = step.use.split(".");
      const line = flowLogic(step.use, step, encodeInputs(step.inputs));
      this.#add({ ...line, category: "action", scope }, block);
    } else if ("if" in step) this.#if(step, block);
    else if ("forEach" in step) {
      const inputs = [...input("items", step.forEach), ...input("as", step.as)];
      this.steps(step.do, this.#add(flowLogic("foreach", step, inputs), block));
    } else if ("while" in step)
      this.steps(step.do, this.#add(flowLogic("while", step, input("condition", step.while)), block));
    else if ("until" in step)
      this.steps(step.do, this.#add(flowLogic("dountil", step, input("condition", step.until)), block));
    else if ("parallel" in step) {
      const order = this.#add(flowLogic("parallel", step), block);
      for (const branch of step.parallel) this.steps(branch, this.#add(flowLogic("path"), order));
    } else if ("try" in step) {
      this.steps(step.try, this.#add(flowLogic("try", step), block));
      this.steps(step.catch, this.#add(flowLogic("catch"), block));
    } else if ("wait" in step) {
      const inputs = Object.entries(step.wait).flatMap(([name, value]) => input(name, value as Value));
      this.#add(flowLogic("timer", step, inputs), block);
    } else if ("stop" in step) this.#add(flowLogic("end", step), block);
    else if ("next" in step) this.#add(flowLogic("continue", step), block);
    else if ("call" in step) {
      const inputs = [...input("@workflow", step.call), ...encodeInputs(step.inputs)];
      this.#add({ ...flowLogic("call", step, inputs), category: "subflow" }, block);
    } else this.#add(flowLogic("placeholder", step), block);
  }

  #if(step: IfStep, block: number | null): void {
    this.steps(step.then, this.#add(flowLogic("if", step, input("condition", step.if)), block));
    for (const { annotation, if: condition, then } of step.elseIf ?? []) {
      const note = annotation === undefined ? {} : { annotation };
      this.steps(then, this.#add(flowLogic("elseif", note, input("condition", condition)), block));
    }
    if (step.else) this.steps(step.else, this.#add(flowLogic("else"), block));
  }
}

/** Writes a document in the flat form. Lossless: `fromFlat` returns the same document. */
export function toFlat(workflow: Workflow): FlatWorkflow {
  const writer = new FlatWriter();
  writer.steps(workflow.steps, null);
  const { trigger } = workflow;
  return {
    name: workflow.name,
    trigger: trigger
      ? {
          type: "use" in trigger ? trigger.use : "placeholder",
          ...("use" in trigger ? nonEmpty("inputs", encodeInputs(trigger.inputs)) : {}),
          ...(trigger.annotation === undefined ? {} : { annotation: trigger.annotation }),
        }
      : null,
    components: writer.lines,
    ...nonEmpty("missing", workflow.missing),
  };
}
