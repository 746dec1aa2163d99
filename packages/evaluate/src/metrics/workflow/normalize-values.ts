import { isRef, isTemplate, stepKind, type Workflow, walk } from "@flowright/workflow";

/** Writes a value as text for comparison. */
export type Normalize = (value: unknown) => string;

/** Without case, repeated white space, and the quotation marks and full stops around it. */
const foldText = (value: string): string =>
  value
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/^["'“”‘’ ]+|["'“”‘’ .]+$/g, "");

/**
 * Makes values of two documents comparable that number their steps differently: a reference names a step by its id in the
 * catalogue and by its position among the steps of that id. Texts are folded.
 */
export function normalizerFor(workflow: Workflow): Normalize {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const { step } of walk(workflow.steps)) {
    const use = "use" in step ? step.use : stepKind(step);
    const nth = (counts.get(use) ?? 0) + 1;
    counts.set(use, nth);
    names.set(step.id, nth === 1 ? use : `${use}#${nth}`);
    if ("as" in step) names.set(step.as, "item");
  }
  const rename = (ref: string) => {
    const [root = "", ...path] = ref.split(".");
    return [names.get(root) ?? root, ...path].join(".");
  };
  return function normalize(value: unknown): string {
    if (Array.isArray(value)) return `[${value.map(normalize).join(", ")}]`;
    if (isRef(value)) return `{${rename(value.ref)}}`;
    if (isTemplate(value))
      return foldText(
        value.template.replace(/\{\{([^}]*)\}\}/g, (_, ref: string) => `{${rename(ref.trim())}}`),
      );
    return typeof value === "string" ? foldText(value) : JSON.stringify(value ?? null);
  };
}
