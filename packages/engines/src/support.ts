import {
  type Inputs,
  isRef,
  isTemplate,
  schemaOfRef,
  scopeOf,
  type Value,
  type Workflow,
} from "@flowright/workflow";
import type { Catalog, FieldSchema } from "@flowright/workflow/catalog";
import type { EngineFlags, Limitation } from "./types.js";

/** The type of what a reference leads to, as the catalogue tells it. */
export type TypeOf = (ref: string) => FieldSchema | undefined;

/** What references lead to that stand in the step with this id. */
export function typesAt(workflow: Workflow, id: string, catalog: Catalog): TypeOf {
  const scope = scopeOf(workflow, id, catalog) ?? [];
  return (ref) => schemaOfRef(ref, scope);
}

/** For forms that can say every kind of node as it is meant. */
export const EVERYTHING: EngineFlags["support"] = {
  trigger: "native",
  action: "native",
  placeholder: "native",
  if: "native",
  forEach: "native",
  while: "native",
  until: "native",
  parallel: "native",
  try: "native",
  wait: "native",
  stop: "native",
  next: "native",
  call: "native",
};

/** For engines that say these kinds of nodes by a way round, and all others as they are meant. */
export const emulating = (...kinds: (keyof EngineFlags["support"])[]): EngineFlags["support"] => ({
  ...EVERYTHING,
  ...Object.fromEntries(kinds.map((kind) => [kind, "emulated"])),
});

/** The fixed texts of a template and the references between them, in their order. */
export const templateParts = (template: string): ({ text: string } | { ref: string })[] =>
  template
    .split(/(\{\{[^}]*\}\})/)
    .filter(Boolean)
    .map((part) => {
      const found = /^\{\{([^}]*)\}\}$/.exec(part);
      return found ? { ref: found[1]!.trim() } : { text: part };
    });

/** What to say of a trigger that nothing serves. */
export const placeholderTriggerLimitation = (annotation: string | undefined, what: string): Limitation => ({
  step: "trigger",
  code: "placeholder",
  message: `no trigger serves “${annotation ?? ""}”: start the ${what} by other means`,
});

/** What to say of a schedule that engines with cron cannot follow. */
export const scheduleLimitation = (use: string): Limitation => ({
  step: "trigger",
  code: "trigger",
  message: `${use} needs a time that can be written as cron`,
});

/** The inputs of a trigger that are known before it happens: what its events are limited to. */
export const constantInputs = (inputs: Inputs): [name: string, value: Value][] =>
  Object.entries(inputs).filter(([, value]) => !isRef(value) && !isTemplate(value));

/** The same in words: `project "WEB", type "Bug"`; empty where there is no limit. */
export const triggerFilter = (inputs: Inputs): string =>
  constantInputs(inputs)
    .map(([field, value]) => `${field} ${JSON.stringify(value)}`)
    .join(", ");

/** What a value is where it is neither a reference nor a template: the box around a literal object taken off. */
export const literalOf = (value: Value): unknown =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !isRef(value) &&
  !isTemplate(value) &&
  "literal" in value &&
  Object.keys(value).length === 1
    ? value.literal
    : value;
