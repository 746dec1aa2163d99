import type { Step, Value } from "@flowright/workflow";
import { kindOf, unstructured } from "../flow.js";
import type { N8nNode } from "../graph.js";
import { type Case, casesOf, type ImportContext, isDecision, isPassThrough, type Scope } from "./context.js";

/**
 * A loop over items.
 * @param list The list, where the nodes of an export make it. Default: the input item.
 */
export function forEachAt(context: ImportContext, loop: N8nNode, scope: Scope, list?: Value): Step[] {
  const { flow } = context;
  const id = context.id();
  const as = context.variable(loop.name.replace(/^(?:for each|loop over)\s+/i, "").replace(/\d+$/, ""));
  context.setRoot(loop, as, "item");
  const ends = new Set(scope.ends).add(loop.name);
  const body = context.follow(flow.targets(loop.name, 1), { ...scope, ends, here: as });
  const over = list ?? (scope.here && scope.here !== "trigger" ? { ref: scope.here } : null);
  const step = { id, forEach: over, as, do: body } as Step;
  return [step, ...context.follow(flow.targets(loop.name), scope)];
}

/** The list that an export makes before its loop: If → Set → Split Out → Loop Over Items. */
export function exportedList(
  context: ImportContext,
  name: string,
): { loop: N8nNode; list: Value; nodes: string[] } | undefined {
  const { flow } = context;
  const onlyTarget = (from: string) => {
    const [first, ...others] = flow.targets(from);
    return first !== undefined && !others.length ? flow.node(first) : undefined;
  };
  const set = onlyTarget(name);
  const split = set && kindOf(set) === "set" ? onlyTarget(set.name) : undefined;
  const loop = split && kindOf(split) === "splitOut" ? onlyTarget(split.name) : undefined;
  if (!set || !split || !loop || kindOf(loop) !== "splitInBatches") return undefined;
  const items = (set.parameters.assignments as { assignments?: { value?: unknown }[] })?.assignments?.[0]
    ?.value;
  const source = /^=\{\{ \((.*)\)\.map\(\(item\) => Object\.fromEntries/.exec(String(items))?.[1];
  if (source === undefined) return undefined;
  const list = context.value(`={{ ${source} }}`);
  return list === undefined ? undefined : { loop, list, nodes: [set.name, split.name] };
}

/**
 * A loop without a list: a later node leads back to this one.
 * @returns undefined where there is no loop.
 * @throws {FlowrightError} N8N_UNSTRUCTURED where the loop is neither a `while` nor an `until`.
 */
export function loopAt(context: ImportContext, name: string, scope: Scope): Step[] | undefined {
  const { flow } = context;
  if (kindOf(flow.node(name)) === "splitInBatches" || !context.returnsTo(name, flow.onward(name), scope.ends))
    return undefined;
  return whileAt(context, name, scope) ?? untilAt(context, name, scope);
}

/** Tested before each round: nothing but decisions stands between the node and the test. */
function whileAt(context: ImportContext, name: string, scope: Scope): Step[] | undefined {
  const { flow, done } = context;
  const { ends } = scope;
  let test = name;
  const decisions: string[] = [];
  while (isDecision(flow.node(test))) {
    decisions.push(test);
    const [next] = flow.onward(test);
    if (next === undefined) return undefined;
    test = next;
  }
  const choice = flow.node(test);
  const [yes, no] = [flow.targets(test, 0), flow.targets(test, 1)];
  if (kindOf(choice) !== "if" || context.returnsTo(name, no, ends) || !context.returnsTo(name, yes, ends))
    return undefined;
  for (const one of [...decisions, test]) done.add(one);
  const id = context.id();
  const [{ conditions, title }] = casesOf(choice) as [Case];
  const condition = context.condition(conditions, title, scope);
  const body = context.follow(yes, { ...scope, ends: new Set(ends).add(name) });
  return [{ id, annotation: title, while: condition, do: body } as Step, ...context.follow(no, scope)];
}

/** Tested after each round: one If leads back to the node. */
function untilAt(context: ImportContext, name: string, scope: Scope): Step[] {
  const { flow, done } = context;
  const { ends } = scope;
  const exits = [...flow.reach(flow.onward(name), new Set(ends).add(name))].filter(
    (one) => kindOf(flow.node(one)) === "if" && flow.targets(one, 1).includes(name),
  );
  const [exit, other] = exits;
  if (exit === undefined || other !== undefined || !isPassThrough(flow.node(name)))
    throw unstructured(
      `the connection back to “${name}” is not that of a loop with one test at its beginning or its end`,
    );
  done.add(name);
  const id = context.id();
  const body = context.follow(flow.onward(name), { ...scope, ends: new Set(ends).add(name).add(exit) });
  done.add(exit);
  const [{ conditions, title }] = casesOf(flow.node(exit)) as [Case];
  const condition = context.condition(conditions, title, scope);
  const step = { id, annotation: title, until: condition, do: body } as Step;
  return [step, ...context.follow(flow.targets(exit), scope)];
}
