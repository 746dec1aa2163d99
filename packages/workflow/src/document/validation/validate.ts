import type { Catalog } from "../../catalog/index.js";
import { checkShape } from "../schema.js";
import { outputsOf, type ScopeEntry, scopeOf } from "../scope.js";
import { blocks, type Visit, walk } from "../tree.js";
import type { ForEachStep } from "../types.js";
import { NodeChecker } from "./check-node.js";
import type { ValidationIssue } from "./issue.js";

/**
 * Checks a document: its shape; that its steps, inputs and references exist and fit the catalogue; and that nothing
 * follows a stop. Never throws, whatever the document is.
 * @returns every issue; the document is valid when none of them is an error.
 */
export function validate(document: unknown, catalog: Catalog): ValidationIssue[] {
  const { workflow, issues } = checkShape(document);
  if (!workflow)
    return issues.map(({ path, message }) => ({ code: "shape", severity: "error", path, message }));
  const checker = new NodeChecker(catalog);
  const { trigger } = workflow;
  if (trigger && "use" in trigger) checker.use(trigger.use, "trigger", trigger.inputs, [], "trigger");
  const seen = new Set<string>();
  for (const visit of walk(workflow.steps)) {
    const { step, path } = visit;
    if (seen.has(step.id))
      checker.add("duplicate_id", `${path}.id`, `the id "${step.id}" is used twice`, { found: step.id });
    if (step.id === "trigger") checker.add("reserved_name", `${path}.id`, '"trigger" names the trigger');
    seen.add(step.id);
    for (const block of blocks(step)) checkUnreachable(block.steps, `${path}.${block.key}`, checker);
    checkStep(visit, scopeOf(workflow, step.id, catalog) ?? [], catalog, checker);
  }
  checkUnreachable(workflow.steps, "steps", checker);
  return checker.issues;
}

function checkStep(
  { step, path, ancestors }: Visit,
  scope: readonly ScopeEntry[],
  catalog: Catalog,
  checker: NodeChecker,
): void {
  if ("use" in step) checker.use(step.use, "action", step.inputs, scope, path);
  if ("if" in step) {
    checker.condition(step.if, scope, `${path}.if`);
    for (const [i, branch] of (step.elseIf ?? []).entries())
      checker.condition(branch.if, scope, `${path}.elseIf.${i}.if`);
  }
  // the condition of a loop also sees the outputs of the loop's own body
  if ("while" in step)
    checker.condition(step.while, [...scope, ...outputsOf(step.do, catalog)], `${path}.while`);
  if ("until" in step)
    checker.condition(step.until, [...scope, ...outputsOf(step.do, catalog)], `${path}.until`);
  if ("wait" in step && step.wait.for) checker.condition(step.wait.for, scope, `${path}.wait.for`);
  if ("forEach" in step) checkForEach(step, scope, path, checker);
  if ("call" in step) {
    if (step.call === null)
      checker.warn("missing_input", `${path}.call`, "which workflow to run is not known");
    else checker.value(step.call, { type: "string" }, scope, `${path}.call`);
    for (const [name, value] of Object.entries(step.inputs ?? {}))
      checker.value(value, {}, scope, `${path}.inputs.${name}`);
  }
  if ("next" in step && !ancestors.some((one) => "do" in one))
    checker.add("next_outside_loop", path, "there is no loop to continue with");
}

function checkForEach(
  { forEach: list, as }: ForEachStep,
  scope: readonly ScopeEntry[],
  path: string,
  checker: NodeChecker,
): void {
  if (list === null) {
    checker.warn("missing_input", `${path}.forEach`, "which list to go through is not known");
    return;
  }
  if (scope.some((one) => one.root === as) || as === "trigger")
    checker.add("reserved_name", `${path}.as`, `"${as}" already names something here`, { found: as });
  checker.value(list, { type: "array" }, scope, `${path}.forEach`);
}

function checkUnreachable(steps: readonly object[], path: string, checker: NodeChecker): void {
  const end = steps.findIndex((step) => "stop" in step || "next" in step);
  if (end >= 0 && end < steps.length - 1)
    checker.warn("unreachable", `${path}.${end + 1}`, "never runs: the step before it ends the block");
}
