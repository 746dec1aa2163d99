import type { Condition, Step } from "@flowright/workflow";
import { undecidedIn } from "../words.js";
import type { ModuleContext } from "./context.js";
import type { Items } from "./expressions.js";
import type { Module } from "./types.js";

type Branch = { if: Condition; annotation?: string; then: readonly Step[] };

/**
 * A `branchone`. The script of a later, undecided condition runs only when no branch before it holds: such a branch
 * and those after it stand in a `branchone` of their own.
 * @param moduleId Id of the module. Default: that of the step.
 */
export function buildIf(
  context: ModuleContext,
  id: string,
  branches: readonly Branch[],
  otherwise: readonly Step[],
  items: Items,
  moduleId = id,
): Module[] {
  const firstLater = branches.findIndex((branch, i) => i > 0 && undecidedIn(branch.if).length);
  const [here, later] =
    firstLater < 0 ? [branches, []] : [branches.slice(0, firstLater), branches.slice(firstLater)];
  const before: Module[] = [];
  const built = here.map((branch) => {
    const condition = context.condition(id, branch.if, items);
    before.push(...condition.before);
    return {
      ...(branch.annotation ? { summary: branch.annotation } : {}),
      expr: condition.expr,
      modules: context.block(branch.then, items),
    };
  });
  const rest = later.length
    ? buildIf(context, id, later, otherwise, items, context.id(`${id}_else`))
    : context.block(otherwise, items);
  const [first] = branches;
  return [
    ...before,
    {
      id: moduleId,
      ...(first?.annotation ? { summary: first.annotation } : {}),
      value: { type: "branchone", branches: built, default: rest },
    },
  ];
}
