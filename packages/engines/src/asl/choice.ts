import type { Condition, Step } from "@flowright/workflow";
import { undecidedCondition } from "../limitations.js";
import { type Level, type MachineContext, resourceOf, type Target } from "./context.js";
import type { Preparation } from "./language.js";

/** A Choice state, and the states that prepare the values it tests. Returns the first of them. */
export function addChoice(
  context: MachineContext,
  id: string,
  condition: Condition,
  yes: Target,
  no: Target,
  level: Level,
  { annotation }: { annotation?: string },
): string {
  const { rule, before } = context.language.rule(condition, context.typeOf(id), () => context.variable());
  const choice = context.add(level, `${id} if ${annotation ?? ""}`, {
    Type: "Choice",
    ...(annotation ? { Comment: annotation } : {}),
    Choices: [{ ...rule, Next: context.named(yes, level) }],
    Default: context.named(no, level),
  });
  return before.reduceRight((next, one) => addPreparation(context, id, one, next, level), choice);
}

function addPreparation(
  context: MachineContext,
  id: string,
  preparation: Preparation,
  next: string,
  level: Level,
): string {
  const { variable } = preparation;
  if (preparation.kind === "compute") {
    const value = `${variable}_value`;
    const take = context.add(level, `${id} take ${variable}`, {
      Type: "Pass",
      InputPath: `$.${value}.value`,
      ResultPath: `$.${variable}`,
      Next: next,
    });
    return context.add(level, `${id} work out ${variable}`, {
      Type: "Pass",
      Parameters: { "value.$": preparation.expression },
      ResultPath: `$.${value}`,
      Next: take,
    });
  }
  const { undecided } = preparation;
  context.limitations.push(undecidedCondition(id, undecided, "a Task decides it and returns true or false"));
  return context.add(level, `${id} decide ${variable}`, {
    Type: "Task",
    Comment: undecided,
    Resource: resourceOf("flowright.decide"),
    ...context.language.task({ question: undecided }, context.typeOf(id), variable),
    Next: next,
  });
}

/** One Choice per branch, the last branch first. */
export function addIf(
  context: MachineContext,
  step: Extract<Step, { if: unknown }>,
  after: Target,
  level: Level,
): string {
  const { id } = step;
  let otherwise = step.else ? context.block(step.else, after, level) : after;
  for (const branch of [...(step.elseIf ?? [])].reverse()) {
    const then = context.block(branch.then, after, level);
    otherwise = addChoice(context, id, branch.if, then, otherwise, level, branch);
  }
  return addChoice(context, id, step.if, context.block(step.then, after, level), otherwise, level, step);
}

/** A Pass state to come back to, the Choice, and the body. */
export function addWhile(
  context: MachineContext,
  step: Extract<Step, { while: unknown }>,
  after: Target,
  level: Level,
): string {
  const head = context.add(level, `${step.id} while`, { Type: "Pass" });
  const body = context.block(step.do, head, { ...level, next: () => head });
  const test = addChoice(context, step.id, step.while, body, after, level, step);
  Object.assign(level.states[head]!, { Next: test });
  return head;
}

/** A Pass state to come back to, the body, and the Choice. */
export function addUntil(
  context: MachineContext,
  step: Extract<Step, { until: unknown }>,
  after: Target,
  level: Level,
): string {
  const head = context.add(level, `${step.id} until`, { Type: "Pass" });
  const test = addChoice(context, step.id, step.until, after, head, level, step);
  const body = context.block(step.do, test, { ...level, next: () => test });
  Object.assign(level.states[head]!, { Next: context.named(body, level) });
  return head;
}
