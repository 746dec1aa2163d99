import { type Condition, type Step, type Workflow, walk } from "@flowright/workflow";
import type { Catalog, FieldSchema } from "@flowright/workflow/catalog";

/** The part of a node that an answer goes to. `elseIf.N` is the condition of a branch, counted from 0. */
export type TaskPart = "inputs" | "if" | `elseIf.${number}` | "while" | "until" | "forEach" | "wait" | "call";

/** One thing that a node of an outline still needs: its inputs, a condition, the list of a loop. */
export interface InputTask {
  /** `trigger`, or the id of a step. */
  node: string;
  part: TaskPart;
  kind: "fields" | "condition" | "list";
  annotation: string;
  /** The step's id in the catalogue, or undefined for flow logic. */
  use?: string;
  /** For `fields`: what can be filled. */
  fields: Readonly<Record<string, FieldSchema>>;
  required: readonly string[];
}

const elseIf = (branch: number): TaskPart => `elseIf.${branch}`;

/** The branch of an `if` whose condition a part is: the step itself, or one of its `elseIf`. */
export function branchOf(step: Extract<Step, { if: Condition }>, part: TaskPart): { if: Condition } {
  if (part === "if") return step;
  const branch = step.elseIf?.find((_, i) => elseIf(i) === part);
  if (!branch) throw new RangeError(`${step.id} has no branch ${part}`);
  return branch;
}

const WAIT: Readonly<Record<string, FieldSchema>> = {
  duration: { type: "string", format: "duration" },
  until: { type: "string" },
};
const CALL: Readonly<Record<string, FieldSchema>> = { workflow: { type: "string" } };

function fieldTask(
  node: string,
  part: TaskPart,
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
          part: elseIf(i),
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

/** Everything that the nodes of an outline still need, in the order of the document. Loops come before their bodies. */
export function inputTasks(workflow: Workflow, catalog: Catalog): InputTask[] {
  const { trigger } = workflow;
  return [
    ...(trigger && "use" in trigger
      ? fieldTask("trigger", "inputs", trigger.annotation ?? "", trigger.use, catalog)
      : []),
    ...[...walk(workflow.steps)].flatMap(({ step }) => stepTasks(step, catalog)),
  ];
}
