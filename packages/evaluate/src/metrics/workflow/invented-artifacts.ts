import { type Inputs, isRef, isTemplate, usesOf, type Value, type Workflow, walk } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";

const fold = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\s\p{P}\p{S}]+/gu, " ")
    .trim()
    .toLowerCase();

/**
 * Names, tables, channels, people and other literals that a workflow holds and its request does not say: what the
 * paper calls hallucinated artifacts. Choices of an enumeration, numbers, and values in a format of their own (times,
 * dates, durations) may be said in other words and do not count. Marks and symbols ("Anna→Bo", "a=b"), white space
 * and case are folded.
 */
export function inventedArtifacts(workflow: Workflow, request: string, catalog: Catalog): string[] {
  const said = ` ${fold(request)} `;
  const found: string[] = [];
  const check = (text: string) => {
    const words = fold(text);
    if (words && !said.includes(` ${words} `)) found.push(text);
  };
  const visit = (value: Value | undefined): void => {
    if (typeof value === "string") check(value);
    else if (Array.isArray(value)) for (const item of value) visit(item as Value);
    else if (isTemplate(value)) for (const text of value.template.split(/\{\{[^}]*\}\}/)) check(text);
    else if (!isRef(value) && typeof value === "object" && value !== null)
      for (const item of Object.values(value)) visit(item as Value);
  };
  const node = (use: string, inputs: Inputs = {}): void => {
    const fields = catalog.get(use)?.inputs.properties ?? {};
    for (const [name, value] of Object.entries(inputs))
      if (!fields[name]?.enum && !/^(?:time|date|date-time|duration)$/.test(fields[name]?.format ?? ""))
        visit(value);
  };
  for (const { use, inputs } of usesOf(workflow)) node(use, inputs);
  for (const { step } of walk(workflow.steps)) if ("call" in step) visit(step.call);
  return found;
}
