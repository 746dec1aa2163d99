import { type Step, walk } from "@flowright/workflow";
import { conditionOf } from "./choice.js";
import type { Level, ProcessContext } from "./context.js";
import { type Exit, emptyLane, GAP, type Part } from "./part.js";
import { buildSubProcess } from "./sub-process.js";

type LoopStep = Extract<Step, { while: unknown } | { until: unknown }>;

/** True where a `next` continues this loop, not one inside of it. */
const hasNext = (steps: readonly Step[]): boolean =>
  [...walk(steps)].some(
    ({ step, ancestors }) =>
      "next" in step && !ancestors.some((one) => "forEach" in one || "while" in one || "until" in one),
  );

/** `while` and `until`, emulated by gateways with a flow back. */
export function buildLoop(context: ProcessContext, step: LoopStep, level: Level): Part {
  const { container } = level;
  const head = context.gateway(container, "exclusive");
  const start = context.shape(head, "gateway");
  const body = hasNext(step.do)
    ? buildSubProcess(context, {
        id: context.id(`${step.id}_round`),
        name: "one round",
        steps: step.do,
        outer: level,
        loop: "here",
      })
    : context.block(step.do, level);
  const isUntil = "until" in step;
  // a body that never reaches its end runs once at most, so there is nothing to test
  if (isUntil && body.entry !== undefined && body.exits.length === 0)
    return context.sequence([start, body], container);
  const { questions, expression } = conditionOf(context, step.id, isUntil ? step.until : step.while, level);
  const test = context.gateway(container, "exclusive", step.annotation ?? "?");
  const parts = { head, start, body, questions, test, expression };
  return isUntil ? until(context, parts, level) : whileLoop(context, parts, level);
}

interface LoopParts {
  /** The gateway that the flow back leads to. */
  head: string;
  start: Part;
  body: Part;
  questions: readonly Part[];
  /** The gateway that tests the condition. */
  test: string;
  expression: string;
}

/** The test comes after the body; the flow back runs below both. */
function until(
  context: ProcessContext,
  { head, start, body, questions, test, expression }: LoopParts,
  { container }: Level,
): Part {
  const gateway = context.shape(test, "gateway");
  const lane = emptyLane();
  const whole = context.sequence([start, body, ...questions, { ...gateway, exits: [] }], container);
  const again: Exit = { from: test, name: "again", otherwise: true, drop: true, level: lane.level };
  context.flow(container, again, head);
  return {
    ...whole,
    exits: [{ from: test, name: "done", condition: expression }],
    down: whole.down + GAP,
    place: (x, y) => {
      whole.place(x, y);
      lane.place(x, y + whole.down + GAP / 2);
    },
  };
}

/** The test comes before the body, which stands below it; the flow back runs below the body. */
function whileLoop(
  context: ProcessContext,
  { head, start, body, questions, test, expression }: LoopParts,
  { container }: Level,
): Part {
  const gateway = context.shape(test, "gateway");
  const lane = emptyLane();
  const before = context.sequence([start, ...questions, gateway], container);
  const again: Exit = { from: test, name: "again", condition: expression, drop: true };
  if (body.entry === undefined) context.flow(container, { ...again, level: lane.level }, head);
  else {
    context.flow(container, again, body.entry);
    for (const exit of body.exits) context.flow(container, { ...exit, level: lane.level }, head);
  }
  const offset = before.down + GAP + body.up;
  return {
    entry: head,
    exits: [{ from: test, name: "done", otherwise: true }],
    width: before.width + GAP + Math.max(0, body.width),
    up: before.up,
    down: offset + body.down + GAP,
    place: (x, y) => {
      before.place(x, y);
      body.place(x + before.width + GAP, y + offset);
      lane.place(x, y + offset + body.down + GAP / 2);
    },
  };
}
