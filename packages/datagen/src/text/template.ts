import type { Random } from "@flowright/workflow/core";

/** Puts words in the place of the slots of a template: `{noun}`, `{1}`. A slot without words stays. */
export const fillTemplate = (template: string, slots: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (slot, name: string) => slots[name] ?? slot);

/** Draws one of each alternative in parentheses: "(over|above)". */
export const drawAlternatives = (template: string, rng: Random): string =>
  template.replace(/\(([^)]*\|[^)]*)\)/g, (_, list: string) => rng.pick(list.split("|")));
