import { type Inputs, isRef, isTemplate, usesOf, type Value, type Workflow, walk } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";

/** Without marks, symbols ("Anna→Bo", "a=b"), case and repeated white space. */
const foldText = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\s\p{P}\p{S}]+/gu, " ")
    .trim()
    .toLowerCase();

/** Formats whose values may be stated in other words. */
const FORMATTED = /^(?:time|date|date-time|duration)$/;

/**
 * Hallucinated artifacts: names, tables, channels, people and other literals of a workflow that its request does not
 * contain. Enumerated values, numbers, times, dates and durations do not count. Whole words are compared, without case and
 * punctuation.
 */
export function inventedArtifacts(workflow: Workflow, request: string, catalog: Catalog): string[] {
  const stated = ` ${foldText(request)} `;
  const found: string[] = [];
  const check = (text: string) => {
    const words = foldText(text);
    if (words && !stated.includes(` ${words} `)) found.push(text);
  };
  const visit = (value: Value | undefined): void => {
    if (typeof value === "string") check(value);
    else if (Array.isArray(value)) for (const item of value) visit(item as Value);
    else if (isTemplate(value)) for (const text of value.template.split(/\{\{[^}]*\}\}/)) check(text);
    else if (!isRef(value) && typeof value === "object" && value !== null)
      for (const item of Object.values(value)) visit(item as Value);
  };
  const visitInputs = (use: string, inputs: Inputs = {}): void => {
    const fields = catalog.get(use)?.inputs.properties ?? {};
    for (const [name, value] of Object.entries(inputs))
      if (!fields[name]?.enum && !FORMATTED.test(fields[name]?.format ?? "")) visit(value);
  };
  for (const { use, inputs } of usesOf(workflow)) visitInputs(use, inputs);
  for (const { step } of walk(workflow.steps)) if ("call" in step) visit(step.call);
  return found;
}
