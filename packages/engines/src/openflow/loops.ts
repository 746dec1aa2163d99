import { type Step, walk } from "@flowright/workflow";
import { javascript, listOrEmpty } from "../javascript.js";
import { unknownList } from "../limitations.js";
import type { ModuleContext } from "./context.js";
import { mayExitEarly } from "./early-exit.js";
import { type Items, inFlow, resultOf } from "./expressions.js";
import { RETURN_ITEM } from "./scripts.js";
import type { Module, Transform } from "./types.js";

/** Leaves the loop after a round whose last result has one of these reasons. */
const stopAfter = (...reasons: string[]) => ({
  stop_after_if: {
    expr: `${JSON.stringify(reasons)}.includes(result?.flowright)`,
    skip_if_stopped: false,
  },
});

export function buildForEach(
  context: ModuleContext,
  step: Extract<Step, { forEach: unknown }>,
  items: Items,
): Module[] {
  const { id } = step;
  if (step.forEach === null) context.limitations.push(unknownList(id));
  // an inner loop hides `flow_input.iter` of the outer one, so a script returns the item as its result
  const hasInnerLoop = [...walk(step.do)].some(({ step: one }) => "do" in one);
  const itemScript = hasInnerLoop ? context.id(`${id}_item`) : undefined;
  const item = "flow_input.iter.value";
  const inner = new Map(items).set(step.as, itemScript ? resultOf(itemScript) : item);
  const give: Transform = { type: "javascript", expr: item };
  return [
    {
      id,
      ...(step.annotation ? { summary: step.annotation } : {}),
      ...(mayExitEarly(step) ? stopAfter("stop") : {}),
      value: {
        type: "forloopflow",
        iterator: {
          type: "javascript",
          expr: listOrEmpty(javascript(step.forEach ?? [], inFlow(items))),
        },
        skip_failures: false,
        modules: [
          ...(itemScript ? [context.script(itemScript, RETURN_ITEM, { item: give }, `This ${step.as}`)] : []),
          ...context.block(step.do, inner),
        ],
      },
    },
  ];
}

/** `while` and `until`, emulated by a `whileloopflow` whose test is a module of the round. */
export function buildLoop(
  context: ModuleContext,
  step: Extract<Step, { while: unknown } | { until: unknown }>,
  items: Items,
): Module[] {
  const { id } = step;
  const condition = context.condition(id, "while" in step ? step.while : step.until, items);
  const body = context.block(step.do, items);
  const done = (): Module =>
    context.exit(id, { type: "static", value: "done" }, "It has gone round often enough");
  const test = (modules: Module[], otherwise: Module[]): Module[] => [
    ...condition.before,
    {
      id: context.id(`${id}_again`),
      summary: "Once more?",
      value: { type: "branchone", branches: [{ expr: condition.expr, modules }], default: otherwise },
    },
  ];
  const modules =
    "while" in step
      ? test(body, [done()])
      : [...body, ...unlessStopped(context, step, body, test([done()], []))];
  return [
    {
      id,
      ...(step.annotation ? { summary: step.annotation } : {}),
      ...stopAfter("done", "stop"),
      value: { type: "whileloopflow", skip_failures: false, modules },
    },
  ];
}

/** The test of an `until`, skipped after a round that ended with a stop. */
function unlessStopped(
  context: ModuleContext,
  step: Extract<Step, { until: unknown }>,
  body: readonly Module[],
  test: Module[],
): Module[] {
  const last = body.at(-1);
  if (!last || !mayExitEarly(step)) return test;
  return [
    {
      id: context.id(`${step.id}_stopped`),
      summary: "Stopped?",
      value: {
        type: "branchone",
        branches: [
          {
            expr: `${resultOf(last.id)}?.flowright === "stop"`,
            modules: [context.exit(step.id, { type: "static", value: "stop" })],
          },
        ],
        default: test,
      },
    },
  ];
}
