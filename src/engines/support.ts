import { isRef, isTemplate, type Value } from "../workflow/index.js";
import type { EngineFlags, Limitation } from "./types.js";

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
export const unservedTrigger = (annotation: string | undefined, what: string): Limitation => ({
  step: "trigger",
  code: "placeholder",
  message: `no trigger serves “${annotation ?? ""}”: start the ${what} by other means`,
});

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
