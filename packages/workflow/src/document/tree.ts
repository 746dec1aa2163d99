import type { ActionStep, Step, Trigger, Workflow } from "./types.js";

/** A nested list of steps, with its path inside the owning step: `then`, `elseIf.0.then`, `parallel.1`, … */
export interface Block {
  key: string;
  steps: Step[];
}

/** The blocks directly inside a step, in reading order. Nested ones belong to the steps in these blocks. */
export function blocks(step: Step): Block[] {
  if ("if" in step)
    return [
      { key: "then", steps: step.then },
      ...(step.elseIf ?? []).map((branch, i) => ({ key: `elseIf.${i}.then`, steps: branch.then })),
      ...(step.else ? [{ key: "else", steps: step.else }] : []),
    ];
  if ("do" in step) return [{ key: "do", steps: step.do }];
  if ("parallel" in step) return step.parallel.map((steps, i) => ({ key: `parallel.${i}`, steps }));
  if ("try" in step)
    return [
      { key: "try", steps: step.try },
      { key: "catch", steps: step.catch },
    ];
  return [];
}

export interface Visit {
  step: Step;
  /** Path from the document: `steps.1.then.0`. */
  path: string;
  /** The enclosing steps, outermost first. */
  ancestors: readonly Step[];
}

/** Every step in pre-order. */
export function* walk(
  steps: readonly Step[],
  path = "steps",
  ancestors: readonly Step[] = [],
): Generator<Visit> {
  for (const [index, step] of steps.entries()) {
    const here = `${path}.${index}`;
    yield { step, path: here, ancestors };
    for (const block of blocks(step)) yield* walk(block.steps, `${here}.${block.key}`, [...ancestors, step]);
  }
}

/** Every node that names a catalogue step: the trigger, then the actions in pre-order. */
export function* usesOf({ trigger, steps }: Workflow): Generator<Trigger | ActionStep> {
  if (trigger && "use" in trigger) yield trigger;
  for (const { step } of walk(steps)) if ("use" in step) yield step;
}

/**
 * Replaces the catalogue steps that nodes use.
 * @param names New step id by the old one. Returns a copy.
 */
export function renameUses(workflow: Workflow, names: ReadonlyMap<string, string>): Workflow {
  const renamed = structuredClone(workflow);
  for (const node of usesOf(renamed)) node.use = names.get(node.use) ?? node.use;
  return renamed;
}

/** The step with this id; undefined where there is none. */
export function findStep(workflow: Workflow, id: string): Visit | undefined {
  for (const visit of walk(workflow.steps)) if (visit.step.id === id) return visit;
  return undefined;
}

/** A copy of a step with each of its blocks passed through `change`. */
export function mapBlocks(step: Step, change: (steps: Step[]) => Step[]): Step {
  if ("if" in step)
    return {
      ...step,
      then: change(step.then),
      ...(step.elseIf
        ? { elseIf: step.elseIf.map((branch) => ({ ...branch, then: change(branch.then) })) }
        : {}),
      ...(step.else ? { else: change(step.else) } : {}),
    };
  if ("do" in step) return { ...step, do: change(step.do) };
  if ("parallel" in step) return { ...step, parallel: step.parallel.map(change) };
  if ("try" in step) return { ...step, try: change(step.try), catch: change(step.catch) };
  return step;
}

/** Replaces the step with this id by other steps: none, one or many. Returns a new document. */
export function replaceStep(workflow: Workflow, id: string, by: readonly Step[]): Workflow {
  const change = (steps: Step[]): Step[] =>
    steps.flatMap((step) => (step.id === id ? by : [mapBlocks(step, change)]));
  return { ...workflow, steps: change(workflow.steps) };
}
