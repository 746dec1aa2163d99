import type { Step } from "@flowright/workflow";
import { javascript } from "../javascript.js";
import { unknownList } from "../limitations.js";
import { addCondition } from "./choice.js";
import { type NodeContext, portOf, type Scope } from "./context.js";
import { inN8n } from "./expressions.js";
import type { Port } from "./graph.js";
import { ifNode, loopOverItems, notEmpty, splitOut, wrapItems } from "./node-drafts.js";

/** Any items? → List → Split → Loop over items. The first node skips the loop for an empty list. */
export function addForEach(
  context: NodeContext,
  step: Extract<Step, { forEach: unknown }>,
  ports: readonly Port[],
  scope: Scope,
): readonly Port[] {
  const { id, as } = step;
  if (step.forEach === null) context.limitations.push(unknownList(id));
  const list = javascript(step.forEach ?? [], inN8n(scope.roots));
  const title = step.annotation ? `Any: ${step.annotation}` : `Any ${as}?`;
  const any = context.add(ports, step, title, ifNode(id, notEmpty(list)));
  const body = (): readonly Port[] => {
    const set = context.add([portOf(any)], step, `List of ${as}`, wrapItems(list), `${id}-list`);
    const split = context.add([portOf(set)], step, `Split ${as}`, splitOut(), `${id}-split`);
    const loopDraft = loopOverItems(split.name);
    const loop = context.add([portOf(split)], step, `For each ${as}`, loopDraft, `${id}-loop`);
    const item = `$(${JSON.stringify(loop.name)}).first(1).json.item`;
    const nexts: Port[] = [];
    const [done = []] = context.graph.branches([
      () => [portOf(context.addOnce([portOf(loop)], step))],
      () => {
        const inner = { ...scope, roots: new Map(scope.roots).set(as, item), nexts };
        const ends = context.block(step.do, [portOf(loop, 1)], inner);
        context.graph.connect([...ends, ...nexts], loop);
        return [];
      },
    ]);
    return done;
  };
  const [looped = [], none = []] = context.graph.branches([body, () => [portOf(any, 1)]]);
  return [...looped, ...none];
}

/** `while` and `until`, emulated by a connection back. */
export function addLoop(
  context: NodeContext,
  step: Extract<Step, { while: unknown } | { until: unknown }>,
  ports: readonly Port[],
  scope: Scope,
): readonly Port[] {
  const nexts: Port[] = [];
  const inner = { ...scope, nexts };
  if ("while" in step) {
    const { from, first, holds } = addCondition(context, step, step.while, ports, scope.roots);
    const node = context.add(from, step, step.annotation ?? "Go on?", ifNode(step.id, holds));
    context.graph.branches([
      () => {
        const ends = context.block(step.do, [portOf(node)], inner);
        context.graph.connect([...ends, ...nexts], first ?? node);
      },
    ]);
    return [portOf(node, 1)];
  }
  const begin = context.addNoOp(ports, step, "Again and again", `${step.id}-again`);
  const ends = context.block(step.do, [portOf(begin)], inner);
  const { from, holds } = addCondition(context, step, step.until, [...ends, ...nexts], scope.roots);
  const node = context.add(from, step, step.annotation ?? "Enough?", ifNode(step.id, holds));
  context.graph.connect([portOf(node, 1)], begin);
  return [portOf(node)];
}
