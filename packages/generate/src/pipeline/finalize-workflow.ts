import {
  blocks,
  type Missing,
  mapBlocks,
  type Step,
  type ValidationIssue,
  validate,
  type Workflow,
} from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";

/** A step whose block is empty (an answer that was cut off) becomes a placeholder with the same words. */
export function closeBlocks(steps: readonly Step[]): Step[] {
  return steps.map((step) => {
    const closed = mapBlocks(step, closeBlocks);
    const empty =
      blocks(closed).some((block) => block.steps.length === 0) ||
      ("parallel" in closed && closed.parallel.length < 2);
    if (!empty) return closed;
    return {
      id: step.id,
      placeholder: true,
      ...(step.annotation === undefined ? {} : { annotation: step.annotation }),
    };
  });
}

/** Removes the inputs that errors point at. */
export function dropInvalid(workflow: Workflow, issues: readonly ValidationIssue[]): Workflow {
  const copy = structuredClone(workflow);
  for (const issue of issues) {
    if (issue.severity !== "error") continue;
    const match = /^(.*\.inputs|trigger\.inputs)\.([^.]+)/.exec(issue.path);
    if (!match) continue;
    let at: unknown = copy;
    for (const key of match[1]!.split(".")) at = (at as Record<string, unknown> | undefined)?.[key];
    if (at && typeof at === "object") delete (at as Record<string, unknown>)[match[2]!];
  }
  return copy;
}

/** What the user still has to fill in: required inputs, undecided conditions, unknown lists and workflows. */
export function missingInputs(workflow: Workflow, issues: readonly ValidationIssue[]): Missing[] {
  return issues.flatMap((issue) => {
    if (issue.code !== "missing_input" && issue.code !== "unresolved") return [];
    const keys = issue.path.split(".");
    let at: unknown = workflow;
    let owner = "trigger";
    let ownerAt = 0;
    for (const [i, key] of keys.entries()) {
      at = (at as Record<string, unknown> | undefined)?.[key];
      const id = (at as { id?: unknown } | undefined)?.id;
      if (typeof id === "string") {
        owner = id;
        ownerAt = i + 1;
      }
    }
    const rest = keys.slice(owner === "trigger" ? 1 : ownerAt);
    return [{ step: owner, input: rest[0] === "inputs" ? rest.slice(1).join(".") : rest.join(".") }];
  });
}

/** Validates, removes invalid inputs, validates again, and lists missing inputs. */
export function finalizeWorkflow(
  workflow: Workflow,
  catalog: Catalog,
): { workflow: Workflow; issues: ValidationIssue[] } {
  let issues = validate(workflow, catalog);
  let final = workflow;
  if (issues.some((issue) => issue.severity === "error")) {
    final = dropInvalid(workflow, issues);
    issues = validate(final, catalog);
  }
  const missing = missingInputs(final, issues);
  const { missing: _, ...rest } = final;
  return { workflow: missing.length ? { ...rest, missing } : rest, issues };
}
