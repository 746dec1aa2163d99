import type { Step } from "@flowright/workflow";
import { kindOf, unstructured } from "../flow.js";
import type { N8nNode } from "../graph.js";
import { casesOf, type ImportContext, type Scope } from "./context.js";
import { exportedList, forEachAt } from "./loops.js";

/** An If or a Switch, with its branches up to the node at which they join; or the loop that an export begins with it. */
export function choiceAt(context: ImportContext, node: N8nNode, scope: Scope): Step[] {
  const { flow, done } = context;
  const { name } = node;
  const exported = kindOf(node) === "if" ? exportedList(context, name) : undefined;
  if (exported) {
    for (const one of [...exported.nodes, exported.loop.name]) done.add(one);
    return forEachAt(context, exported.loop, scope, exported.list);
  }
  const cases = casesOf(node);
  const targets = [...cases.map((_, i) => flow.targets(name, i)), flow.targets(name, cases.length)];
  const join = flow.join(targets, scope.ends);
  const inner = { ...scope, ends: join ? new Set(scope.ends).add(join) : scope.ends };
  const id = context.id();
  const branches = cases.map(({ conditions, title }, i) => ({
    if: context.condition(conditions, title, scope),
    annotation: title,
    then: context.follow(targets[i]!, inner),
  }));
  const otherwise = context.follow(targets.at(-1)!, inner);
  const [first, ...more] = branches;
  if (!first) throw unstructured(`“${name}” has no rules`);
  const step = {
    id,
    ...first,
    ...(more.length ? { elseIf: more } : {}),
    ...(otherwise.length ? { else: otherwise } : {}),
  };
  return [step as Step, ...context.block(join, scope)];
}
