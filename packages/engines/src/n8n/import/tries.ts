import type { Step } from "@flowright/workflow";
import type { ImportContext, Scope } from "./context.js";
import { exportedList } from "./loops.js";

/** A try that begins at a node: nodes whose errors lead to the same place. Undefined where none begins. */
export function tryAt(context: ImportContext, name: string, scope: Scope): Step[] | undefined {
  const { flow } = context;
  const joinOf = (key: string) => flow.join([flow.onward(name), key.split("\n")], scope.ends);
  const [key] = keysAt(context, name, scope).sort((a, b) => {
    // of two tries the outer one joins later
    const [first, second] = [joinOf(a), joinOf(b)];
    if (first === second || first === undefined || second === undefined) return 0;
    return flow.reach([first], scope.ends).has(second) ? 1 : -1;
  });
  if (key === undefined) return undefined;
  const join = joinOf(key);
  const ends = join ? new Set(scope.ends).add(join) : scope.ends;
  const id = context.id();
  const trying = new Set(scope.trying).add(key);
  const tried = context.block(name, { ...scope, ends, trying });
  const caught = context.follow(key.split("\n"), { ...scope, ends });
  return [{ id, try: tried, catch: caught }, ...context.block(join, scope)];
}

/**
 * The tries that begin at a node, by where their errors lead. A try begins here when its nodes are this one, stand in
 * several branches from here, or stand in a branch and after it.
 */
function keysAt(context: ImportContext, name: string, { ends, trying }: Scope): string[] {
  const { flow } = context;
  const own = flow.errorKey(name);
  const outputs = Array.from({ length: flow.outputs(name) }, (_, i) =>
    i === flow.errorOutput(name) ? (own ?? "").split("\n").filter(Boolean) : flow.targets(name, i),
  ).filter((one) => one.length);
  const branches = outputs.length === 1 ? outputs[0]!.map((one) => [one]) : outputs;
  const header = exportedList(context, name)?.loop.name ?? name;
  const isLoop = [header, name].some((one) => context.returnsTo(one, branches.flat(), ends));
  if (own === undefined && branches.length < 2 && !isLoop) return [];
  const here = new Set(ends).add(name);
  const join = flow.join(branches, here);
  const limit = new Set(here);
  if (join !== undefined) limit.add(join);
  const keysIn = (from: readonly string[], outside: ReadonlySet<string>) =>
    new Set(
      [...flow.reachAll(from, outside)].flatMap((one) =>
        outside.has(one) ? [] : (flow.errorKey(one) ?? []),
      ),
    );
  const inside = branches.map((one) => keysIn(one, limit));
  const after = join === undefined ? new Set<string>() : keysIn([join], here);
  const joinKey = join === undefined ? undefined : flow.errorKey(join);
  if (joinKey) after.add(joinKey);
  const all = new Set([...inside.flatMap((keys) => [...keys]), ...(own === undefined ? [] : [own])]);
  return [...all].filter((key) => {
    if (trying?.has(key)) return false;
    const times = inside.filter((keys) => keys.has(key)).length;
    const leavesLoop = isLoop && !context.returnsTo(header, key.split("\n"), ends);
    return key === own || times > 1 || (times === 1 && (after.has(key) || leavesLoop));
  });
}
