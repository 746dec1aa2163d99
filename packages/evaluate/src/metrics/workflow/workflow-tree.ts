import { type Condition, type Inputs, type Step, stepKind, type Workflow } from "@flowright/workflow";
import { branch, type LabelTree, leaf } from "../tree.js";
import { conditionTree } from "./condition-tree.js";
import { type Normalize, normalizerFor } from "./normalize-values.js";

/** Where a node of the tree comes from. */
export interface Origin {
  /** Path in the document: `steps.1.then.0`, `trigger`, `steps.1.else`. */
  path: string;
  annotation?: string;
  inputs?: Inputs;
  condition?: Condition;
  /** The list of a for-each, the name of a called workflow, the time of a wait. */
  value?: unknown;
  parent?: LabelTree;
}

export interface WorkflowTree {
  /** Its root has no label and counts for nothing. */
  tree: LabelTree;
  /** The trigger, each step and each branch, in the order of the document. */
  origins: Map<LabelTree, Origin>;
  normalize: Normalize;
}

/** The inputs of a node, and its list, name or time as one more, called `value`. */
export const inputsOf = (origin: Origin): Record<string, unknown> => ({
  ...origin.inputs,
  ...(origin.value === undefined || origin.value === null ? {} : { value: origin.value }),
});

/**
 * A workflow document as the tree that the metrics compare: one node for the trigger, each step and each branch, and,
 * `withInputs`, one for each input and each part of a condition. Annotations, names and ids do not count.
 */
export function workflowTree(workflow: Workflow, withInputs: boolean): WorkflowTree {
  const builder = new TreeBuilder(withInputs, normalizerFor(workflow));
  builder.trigger(workflow);
  builder.block(workflow.steps, "steps", builder.root);
  return { tree: builder.root, origins: builder.origins, normalize: builder.normalize };
}

const annotated = (annotation: string | undefined) => (annotation === undefined ? {} : { annotation });

class TreeBuilder {
  readonly root = leaf("");
  readonly origins = new Map<LabelTree, Origin>();

  constructor(
    readonly withInputs: boolean,
    readonly normalize: Normalize,
  ) {}

  #node(label: string, parent: LabelTree, origin: Origin): LabelTree {
    const node = branch(label, [], true);
    this.origins.set(node, { ...origin, parent });
    parent.children.push(node);
    if (!this.withInputs) return node;
    for (const [name, value] of Object.entries(origin.inputs ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)))
      node.children.push(leaf(`${name}=${this.normalize(value)}`));
    if (origin.condition) node.children.push(conditionTree(origin.condition, this.normalize));
    if (origin.value !== undefined && origin.value !== null)
      node.children.push(leaf(`value=${this.normalize(origin.value)}`));
    return node;
  }

  trigger({ trigger }: Workflow): void {
    if (!trigger) return;
    this.#node("use" in trigger ? `trigger ${trigger.use}` : "trigger placeholder", this.root, {
      path: "trigger",
      ...annotated(trigger.annotation),
      ...("use" in trigger && trigger.inputs ? { inputs: trigger.inputs } : {}),
    });
  }

  block(steps: readonly Step[], path: string, parent: LabelTree): void {
    for (const [i, step] of steps.entries()) this.#step(step, `${path}.${i}`, parent);
  }

  #step(step: Step, path: string, parent: LabelTree): void {
    const origin: Origin = {
      path,
      ...annotated(step.annotation),
      ...("inputs" in step && step.inputs ? { inputs: step.inputs } : {}),
    };
    const node = (label: string, more: Partial<Origin> = {}) =>
      this.#node(label, parent, { ...origin, ...more });
    if ("use" in step) node(step.use);
    else if ("if" in step) {
      const own = node("if", { condition: step.if });
      this.block(step.then, `${path}.then`, own);
      for (const [i, other] of (step.elseIf ?? []).entries()) {
        const where = { path: `${path}.elseIf.${i}`, condition: other.if, ...annotated(other.annotation) };
        this.block(other.then, `${where.path}.then`, this.#node("else if", own, where));
      }
      if (step.else?.length)
        this.block(step.else, `${path}.else`, this.#node("else", own, { path: `${path}.else` }));
    } else if ("do" in step) {
      const own =
        "forEach" in step
          ? node("for each", { value: step.forEach })
          : "while" in step
            ? node("while", { condition: step.while })
            : node("until", { condition: step.until });
      this.block(step.do, `${path}.do`, own);
    } else if ("parallel" in step) {
      const own = node("parallel");
      for (const [i, steps] of step.parallel.entries()) {
        const at = `${path}.parallel.${i}`;
        this.block(steps, at, this.#node("branch", own, { path: at }));
      }
    } else if ("try" in step) {
      const own = node("try");
      this.block(step.try, `${path}.try`, own);
      this.block(step.catch, `${path}.catch`, this.#node("catch", own, { path: `${path}.catch` }));
    } else if ("wait" in step)
      node("wait", {
        ...(step.wait.for ? { condition: step.wait.for } : {}),
        value: step.wait.duration ?? step.wait.until,
      });
    else if ("call" in step) node("call", { value: step.call });
    else node(stepKind(step));
  }
}
