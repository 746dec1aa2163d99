import { isRef, type Step, scopeOf } from "@flowright/workflow";
import { unknownList } from "../limitations.js";
import { type Level, type Machine, type MachineContext, reachable, type Target } from "./context.js";
import type { State } from "./language.js";

const STOP = "Flowright.Stop";
const NEXT = "Flowright.Next";

/**
 * A machine inside of a state. Early exits are thrown as errors, for the enclosing state to catch.
 * @param isRound True for the body of a Map: `next` just ends the round.
 */
function nestedMachine(
  context: MachineContext,
  steps: readonly Step[],
  id: string,
  outer: Level,
  isRound = false,
): Machine {
  const states: Record<string, State> = {};
  const fail = (error: string) => () =>
    context.addOnce(states, error, { Type: "Fail", Error: error, Cause: error });
  const endRound = () => context.addOnce(states, "next item", { Type: "Pass", End: true });
  const level: Level = {
    states,
    stop: fail(STOP),
    ...(isRound ? { next: endRound } : outer.next ? { next: fail(NEXT) } : {}),
  };
  const first =
    context.block(steps, undefined, level) ??
    context.add(level, `${id} nothing`, { Type: "Pass", End: true });
  return reachable({ StartAt: first, States: states });
}

/** Catchers that pass early exits on. */
function catchExits({ language }: MachineContext, level: Level): State[] {
  return [
    { ErrorEquals: [STOP], ...language.catchResult(), Next: level.stop() },
    ...(level.next ? [{ ErrorEquals: [NEXT], ...language.catchResult(), Next: level.next() }] : []),
  ];
}

export function addParallel(
  context: MachineContext,
  step: Extract<Step, { parallel: unknown }>,
  common: { comment: State; after: State },
  level: Level,
): string {
  return context.add(level, `${step.id} parallel`, {
    Type: "Parallel",
    ...common.comment,
    Branches: step.parallel.map((branch) => nestedMachine(context, branch, step.id, level)),
    ...context.language.discardResult(),
    Catch: catchExits(context, level),
    ...common.after,
  });
}

/** A Parallel state with one branch, because only Parallel, Map and Task states can catch errors. */
export function addTry(
  context: MachineContext,
  step: Extract<Step, { try: unknown }>,
  common: { comment: State; after: State; target: Target },
  level: Level,
): string {
  const handler = context.named(context.block(step.catch, common.target, level), level);
  return context.add(level, `${step.id} try`, {
    Type: "Parallel",
    ...common.comment,
    Branches: [nestedMachine(context, step.try, step.id, level)],
    ...context.language.discardResult(),
    Catch: [
      ...catchExits(context, level),
      { ErrorEquals: ["States.ALL"], ...context.language.catchResult(), Next: handler },
    ],
    ...common.after,
  });
}

export function addMap(
  context: MachineContext,
  step: Extract<Step, { forEach: unknown }>,
  after: State,
  level: Level,
): string {
  const { id } = step;
  const { language } = context;
  const roots = (scopeOf(context.workflow, id, context.catalog) ?? []).map(({ root }) => root);
  const map = context.add(level, `${id} for each ${step.as}`, {
    Type: "Map",
    ...(step.annotation ? { Comment: step.annotation } : {}),
    ...language.map(step.forEach ?? [], step.as, roots, id),
    MaxConcurrency: 1,
    ItemProcessor: {
      ProcessorConfig: { Mode: "INLINE" },
      ...withItem(context, nestedMachine(context, step.do, id, level, true), step.as, id),
    },
    ...language.discardResult(),
    Catch: [{ ErrorEquals: [STOP], ...language.catchResult(), Next: level.stop() }],
    ...after,
  });
  if (step.forEach === null) context.limitations.push(unknownList(id));
  if (isRef(step.forEach) || language.name === "JSONata") return map;
  // JSONPath takes items only from a path, so other lists are written into the state's data first
  return context.add(level, `${id} list`, {
    Type: "Pass",
    Parameters: language.inputs({ items: step.forEach ?? [] }, context.typeOf(id)),
    ResultPath: `$.${id}_list`,
    Next: context.add(level, `${id} items`, {
      Type: "Pass",
      InputPath: `$.${id}_list.items`,
      ResultPath: `$.${id}_items`,
      Next: map,
    }),
  });
}

/** The machine of a round, with a first state that keeps the item where the language needs one. */
function withItem(context: MachineContext, machine: Machine, as: string, id: string): Machine {
  const item = context.language.item(as);
  if (!item) return machine;
  const name = context.name(`${id} item`);
  return {
    StartAt: name,
    States: { [name]: { Type: "Pass", ...item, Next: machine.StartAt }, ...machine.States },
  };
}
