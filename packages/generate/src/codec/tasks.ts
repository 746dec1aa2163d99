import { type Step, type Workflow, walk } from "@flowright/workflow";
import type { Catalog, FieldSchema } from "@flowright/workflow/catalog";

/**
 * One question of stage 2: the inputs of a step, a condition, the list of a loop.
 * `part` says where the answer goes: `inputs`, `if`, `elseIf.N`, `while`, `until`, `forEach`, `wait`, `call`.
 */
export interface InputTask {
  node: string;
  part: string;
  kind: "fields" | "condition" | "list";
  annotation: string;
  /** The step's id in the catalogue, or undefined for flow logic. */
  use?: string;
  /** For `fields`: what can be filled. */
  fields: Readonly<Record<string, FieldSchema>>;
  required: readonly string[];
}

const WAIT: Readonly<Record<string, FieldSchema>> = {
  duration: { type: "string", format: "duration" },
  until: { type: "string" },
};
const CALL: Readonly<Record<string, FieldSchema>> = { workflow: { type: "string" } };

function fieldTask(
  node: string,
  part: string,
  annotation: string,
  use: string,
  catalog: Catalog,
): InputTask[] {
  const schema = catalog.get(use)?.inputs;
  const fields = schema?.properties ?? {};
  if (!Object.keys(fields).length) return [];
  return [{ node, part, kind: "fields", annotation, use, fields, required: schema?.required ?? [] }];
}

function stepTasks(step: Step, catalog: Catalog): InputTask[] {
  const base = { node: step.id, annotation: step.annotation ?? "", fields: {}, required: [] };
  if ("use" in step) return fieldTask(step.id, "inputs", step.annotation ?? "", step.use, catalog);
  if ("if" in step)
    return [
      { ...base, part: "if", kind: "condition" },
      ...(step.elseIf ?? []).map(
        (branch, i): InputTask => ({
          ...base,
          part: `elseIf.${i}`,
          kind: "condition",
          annotation: branch.annotation ?? "",
        }),
      ),
    ];
  if ("while" in step) return [{ ...base, part: "while", kind: "condition" }];
  if ("until" in step) return [{ ...base, part: "until", kind: "condition" }];
  if ("forEach" in step) return [{ ...base, part: "forEach", kind: "list" }];
  if ("wait" in step) return [{ ...base, part: "wait", kind: "fields", fields: WAIT }];
  if ("call" in step)
    return [{ ...base, part: "call", kind: "fields", fields: CALL, required: ["workflow"] }];
  return [];
}

/** Every question of stage 2, in the order of the document. Loops come before their bodies. */
export function inputTasks(workflow: Workflow, catalog: Catalog): InputTask[] {
  const { trigger } = workflow;
  return [
    ...(trigger && "use" in trigger
      ? fieldTask("trigger", "inputs", trigger.annotation ?? "", trigger.use, catalog)
      : []),
    ...[...walk(workflow.steps)].flatMap(({ step }) => stepTasks(step, catalog)),
  ];
}
