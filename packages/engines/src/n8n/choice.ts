import type { Condition, Step } from "@flowright/workflow";
import { javascriptCondition } from "../javascript.js";
import { undecidedCondition } from "../limitations.js";
import { typesAt } from "../support.js";
import { undecidedIn } from "../words.js";
import { type Lines, linesOf } from "./conditions.js";
import { type NodeContext, portOf, type Scope } from "./context.js";
import { expression, firstOf, inN8n, type Roots } from "./expressions.js";
import type { N8nNode, Port } from "./graph.js";
import { ifNode, placeholderRequest, switchNode } from "./node-drafts.js";

/** A request for each undecided part of a condition, and the condition over their answers. */
export function addCondition(
  context: NodeContext,
  step: Step,
  condition: Condition,
  ports: readonly Port[],
  roots: Roots,
): { from: readonly Port[]; first: N8nNode | undefined; holds: Lines } {
  let from = ports;
  let first: N8nNode | undefined;
  const answers = new Map<string, string>();
  for (const undecided of undecidedIn(condition)) {
    context.limitations.push(
      undecidedCondition(step.id, undecided, 'a request decides it and returns { "answer": true } or false'),
    );
    const request = placeholderRequest("decide", [["question", undecided]]);
    const node = context.add(from, step, `Decide: ${undecided}`, request, `${step.id}-decide`);
    answers.set(undecided, `${firstOf(node.name)}.answer`);
    first ??= node;
    from = [portOf(node)];
  }
  const holds = conditionLines(context, step, condition, roots, (undecided) => answers.get(undecided)!);
  return { from, first, holds };
}

/** The condition as n8n's typed comparisons where it has them, else as one expression that is true or false. */
function conditionLines(
  context: NodeContext,
  step: Step,
  condition: Condition,
  roots: Roots,
  decided: (undecided: string) => string,
): Lines {
  const dialect = inN8n(roots);
  const typed = linesOf(condition, typesAt(context.workflow, step.id, context.catalog), dialect);
  if (typed) return typed;
  const leftValue = expression(javascriptCondition(condition, dialect, decided));
  const operator = { type: "boolean", operation: "true", singleValue: true as const };
  return { combinator: "and", lines: [{ leftValue, rightValue: "", operator }] };
}

type Branch = { if: Condition; annotation?: string; then: readonly Step[] };

const titleOfBranch = (branch: Branch, i: number): string => branch.annotation ?? `Case ${i + 1}`;

/** One Switch for all branches. Where a later one has to be decided by a request, one If after the other. */
export function addIf(
  context: NodeContext,
  step: Step,
  branches: readonly Branch[],
  otherwise: readonly Step[],
  ports: readonly Port[],
  scope: Scope,
): readonly Port[] {
  const [first, ...more] = branches;
  if (!first) return context.block(otherwise, ports, scope);
  const { from, holds } = addCondition(context, step, first.if, ports, scope.roots);
  if (more.length && more.every((branch) => !undecidedIn(branch.if).length)) {
    const rest = more.map((branch) => conditionLines(context, step, branch.if, scope.roots, () => ""));
    const cases = [holds, ...rest].map((one, i) => ({ name: titleOfBranch(branches[i]!, i), holds: one }));
    const node = context.add(from, step, titleOfBranch(first, 0), switchNode(step.id, cases));
    return context.graph
      .branches([
        ...branches.map((branch, i) => () => context.block(branch.then, [portOf(node, i)], scope)),
        () => context.block(otherwise, [portOf(node, branches.length)], scope),
      ])
      .flat();
  }
  const node = context.add(from, step, titleOfBranch(first, 0), ifNode(step.id, holds));
  return context.graph
    .branches([
      () => context.block(first.then, [portOf(node)], scope),
      () => addIf(context, step, more, otherwise, [portOf(node, 1)], scope),
    ])
    .flat();
}
