import {
  type Condition,
  type Inputs,
  isRef,
  isTemplate,
  type Step,
  stepKind,
  type Value,
  type Workflow,
  walk,
} from "@flowright/workflow";
import { branch, type LabelTree, leaf } from "../tree.js";

/** Where a node of the tree comes from. */
export interface Origin {
  /** `steps.1.then.0`, `trigger`, `steps.1.else`. */
  path: string;
  annotation?: string;
  inputs?: Inputs;
  condition?: Condition;
  /** The list of a for-each, the name of a called workflow, the times of a wait. */
  value?: unknown;
  parent?: LabelTree;
}

export interface WorkflowTree {
  tree: LabelTree;
  origins: Map<LabelTree, Origin>;
  /** Spells a value so that two documents which number their steps differently agree. */
  normalize: (value: unknown) => string;
}

const text = (value: string): string =>
  value
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/^["'“”‘’ ]+|["'“”‘’ .]+$/g, "");

/** References name a step by what it does and which one of its kind it is, not by its number. */
function speller(workflow: Workflow): WorkflowTree["normalize"] {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const { step } of walk(workflow.steps)) {
    const use = "use" in step ? step.use : stepKind(step);
    const nth = (counts.get(use) ?? 0) + 1;
    counts.set(use, nth);
    names.set(step.id, nth === 1 ? use : `${use}#${nth}`);
    if ("as" in step) names.set(step.as, "item");
  }
  const rename = (ref: string) => {
    const [root = "", ...path] = ref.split(".");
    return [names.get(root) ?? root, ...path].join(".");
  };
  return function spell(value: unknown): string {
    if (Array.isArray(value)) return `[${value.map(spell).join(", ")}]`;
    if (isRef(value)) return `{${rename(value.ref)}}`;
    if (isTemplate(value))
      return text(value.template.replace(/\{\{([^}]*)\}\}/g, (_, ref: string) => `{${rename(ref.trim())}}`));
    return typeof value === "string" ? text(value) : JSON.stringify(value ?? null);
  };
}

export function conditionTree(condition: Condition, spell: WorkflowTree["normalize"]): LabelTree {
  if ("all" in condition)
    return branch(
      "all",
      condition.all.map((part) => conditionTree(part, spell)),
    );
  if ("any" in condition)
    return branch(
      "any",
      condition.any.map((part) => conditionTree(part, spell)),
    );
  if ("not" in condition) return branch("not", [conditionTree(condition.not, spell)]);
  if ("says" in condition) return leaf("says");
  const sides = [condition.left as Value, ...("right" in condition ? [condition.right] : [])];
  return branch(
    condition.op,
    sides.map((side) => leaf(spell(side))),
  );
}

/**
 * A workflow document as the tree that the metrics compare: one node for the trigger, each step and each branch, and,
 * `withInputs`, one for each input and each part of a condition. Annotations, names and ids do not count.
 */
export function workflowTree(workflow: Workflow, withInputs: boolean): WorkflowTree {
  const origins = new Map<LabelTree, Origin>();
  const spell = speller(workflow);
  const node = (label: string, parent: LabelTree | undefined, origin: Origin): LabelTree => {
    const made = branch(label, [], true);
    origins.set(made, parent ? { ...origin, parent } : origin);
    parent?.children.push(made);
    if (!withInputs) return made;
    for (const [name, value] of Object.entries(origin.inputs ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)))
      made.children.push(leaf(`${name}=${spell(value)}`));
    if (origin.condition) made.children.push(conditionTree(origin.condition, spell));
    if (origin.value !== undefined && origin.value !== null)
      made.children.push(leaf(`value=${spell(origin.value)}`));
    return made;
  };
  const root = leaf("");
  const { trigger } = workflow;
  if (trigger)
    node("use" in trigger ? `trigger ${trigger.use}` : "trigger placeholder", root, {
      path: "trigger",
      ...(trigger.annotation === undefined ? {} : { annotation: trigger.annotation }),
      ...("use" in trigger && trigger.inputs ? { inputs: trigger.inputs } : {}),
    });
  const block = (steps: readonly Step[], path: string, parent: LabelTree): void => {
    for (const [i, step] of steps.entries()) one(step, `${path}.${i}`, parent);
  };
  const one = (step: Step, path: string, parent: LabelTree): void => {
    const origin: Origin = {
      path,
      ...(step.annotation === undefined ? {} : { annotation: step.annotation }),
      ...("inputs" in step && step.inputs ? { inputs: step.inputs } : {}),
    };
    if ("use" in step) node(step.use, parent, origin);
    else if ("if" in step) {
      block(step.then, `${path}.then`, node("if", parent, { ...origin, condition: step.if }));
      const own = parent.children[parent.children.length - 1]!;
      for (const [i, other] of (step.elseIf ?? []).entries()) {
        const where = { path: `${path}.elseIf.${i}`, condition: other.if };
        const { annotation } = other;
        block(
          other.then,
          `${where.path}.then`,
          node("else if", own, annotation === undefined ? where : { ...where, annotation }),
        );
      }
      if (step.else?.length) block(step.else, `${path}.else`, node("else", own, { path: `${path}.else` }));
    } else if ("do" in step) {
      const made =
        "forEach" in step
          ? node("for each", parent, { ...origin, value: step.forEach })
          : "while" in step
            ? node("while", parent, { ...origin, condition: step.while })
            : node("until", parent, { ...origin, condition: step.until });
      block(step.do, `${path}.do`, made);
    } else if ("parallel" in step) {
      const made = node("parallel", parent, origin);
      for (const [i, steps] of step.parallel.entries())
        block(steps, `${path}.parallel.${i}`, node("branch", made, { path: `${path}.parallel.${i}` }));
    } else if ("try" in step) {
      const made = node("try", parent, origin);
      block(step.try, `${path}.try`, made);
      block(step.catch, `${path}.catch`, node("catch", made, { path: `${path}.catch` }));
    } else if ("wait" in step)
      node("wait", parent, {
        ...origin,
        ...(step.wait.for ? { condition: step.wait.for } : {}),
        value: step.wait.duration ?? step.wait.until,
      });
    else if ("call" in step) node("call", parent, { ...origin, value: step.call });
    else node(stepKind(step), parent, origin);
  };
  block(workflow.steps, "steps", root);
  return { tree: root, origins, normalize: spell };
}
