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
import type { EngineFlags } from "./types.js";

/** The schema behind a reference, from the catalogue; undefined where it is not described. */
export type TypeOf = (ref: string) => FieldSchema | undefined;

/** The schemas of the references inside of the step with this id. */
export function typesAt(workflow: Workflow, id: string, catalog: Catalog): TypeOf {
  const scope = scopeOf(workflow, id, catalog) ?? [];
  return (ref) => schemaOfRef(ref, scope);
}

/** Support flags of a format that has a construct for every kind of node. */
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

/** Support flags of an engine for which these kinds of nodes are emulated and all others native. */
export const emulating = (...kinds: (keyof EngineFlags["support"])[]): EngineFlags["support"] => ({
  ...EVERYTHING,
  ...Object.fromEntries(kinds.map((kind) => [kind, "emulated"])),
});

/** The texts of a template and the references between them, in their order. */
export const templateParts = (template: string): ({ text: string } | { ref: string })[] =>
  template
    .split(/(\{\{[^}]*\}\})/)
    .filter(Boolean)
    .map((part) => {
      const found = /^\{\{([^}]*)\}\}$/.exec(part);
      return found ? { ref: found[1]!.trim() } : { text: part };
    });

/** The inputs of a trigger that are constants: they filter its events. */
export const constantInputs = (inputs: Inputs): [name: string, value: Value][] =>
  Object.entries(inputs).filter(([, value]) => !isRef(value) && !isTemplate(value));

/** The constant inputs of a trigger in words: `project "WEB", type "Bug"`. Empty where there are none. */
export const triggerFilter = (inputs: Inputs): string =>
  constantInputs(inputs)
    .map(([field, value]) => `${field} ${JSON.stringify(value)}`)
    .join(", ");

/** The plain value of a literal: without the `{ literal }` box. Not for references and templates. */
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
