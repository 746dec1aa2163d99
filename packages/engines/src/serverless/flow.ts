import { type Step, walk } from "@flowright/workflow";
import { unknownList } from "../limitations.js";
import { type Entry, type Items, metadataOf, type TaskContext } from "./context.js";
import { expression, jq } from "./jq.js";

/** The error that `next` raises, and that the body of its loop catches. */
export const NEXT_ERROR = "https://flowright.dev/errors/next";

/** A `switch` for each branch, which leads to a `do` of its steps. @param after where the flow continues */
export function buildIf(
  context: TaskContext,
  step: Extract<Step, { if: unknown }>,
  after: string,
  items: Items,
): Entry[] {
  const { id } = step;
  const branches = [step, ...(step.elseIf ?? [])];
  const nameOf = (i: number) => (i ? `${id}_${i + 1}` : id);
  const conditions = branches.map((branch, i) => context.condition(id, branch.if, items, nameOf(i)));
  return [
    ...branches.flatMap((branch, i): Entry[] => {
      const otherwise = conditions[i + 1]?.entry ?? (step.else ? `${id}_else` : after);
      const { before, when } = conditions[i]!;
      const name = nameOf(i);
      const cases = [{ yes: { when, then: `${name}_then` } }, { no: { then: otherwise } }];
      return [
        ...before,
        { [name]: { switch: cases, ...metadataOf(branch) } },
        { [`${name}_then`]: { do: context.block(branch.then, items), then: after } },
      ];
    }),
    ...(step.else ? [{ [`${id}_else`]: { do: context.block(step.else, items), then: after } }] : []),
  ];
}

export function buildForEach(
  context: TaskContext,
  step: Extract<Step, { forEach: unknown }>,
  items: Items,
): Entry[] {
  if (step.forEach === null) context.limitations.push(unknownList(step.id));
  const body = loopBody(context, step, new Set(items).add(step.as));
  const list = expression(jq(step.forEach ?? [], items));
  return [{ [step.id]: { for: { each: step.as, in: list }, do: body, ...metadataOf(step) } }];
}

/** A `switch` before the body, to which the body leads back. */
export function buildWhile(
  context: TaskContext,
  step: Extract<Step, { while: unknown }>,
  after: string,
  items: Items,
): Entry[] {
  const { id } = step;
  const { before, entry, when } = context.condition(id, step.while, items);
  const cases = [{ again: { when, then: `${id}_body` } }, { done: { then: after } }];
  return [
    ...before,
    { [id]: { switch: cases, ...metadataOf(step) } },
    { [`${id}_body`]: { do: loopBody(context, step, items), then: entry } },
  ];
}

/** A `switch` after the body, which leads back to it. */
export function buildUntil(
  context: TaskContext,
  step: Extract<Step, { until: unknown }>,
  after: string,
  items: Items,
): Entry[] {
  const { id } = step;
  const { before, when } = context.condition(id, step.until, items);
  const cases = [{ done: { when, then: after } }, { again: { then: `${id}_body` } }];
  return [
    { [`${id}_body`]: { do: loopBody(context, step, items), ...metadataOf(step) } },
    ...before,
    { [id]: { switch: cases } },
  ];
}

/** A body with a `next` catches the error that the `next` raises, from however deep inside. */
function loopBody(context: TaskContext, step: Extract<Step, { do: unknown }>, items: Items): Entry[] {
  const body = context.block(step.do, items);
  if (![...walk(step.do)].some(({ step: one }) => "next" in one)) return body;
  return [
    {
      [`${step.id}_item`]: {
        try: body,
        catch: {
          errors: { with: { type: NEXT_ERROR } },
          do: [{ [`${step.id}_next`]: { set: { skipped: true } } }],
        },
      },
    },
  ];
}
