import { isRef, isTemplate } from "@flowright/workflow";
import type { Catalog, FieldSchema } from "@flowright/workflow/catalog";
import { sameTree } from "../tree.js";
import type { Alignment } from "./align.js";
import { conditionTree } from "./condition-tree.js";
import { inputsOf } from "./workflow-tree.js";

export const FIELD_KINDS = ["literal", "enum", "reference", "template", "condition"] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];
/** Counts by kind of value; `right` is at most `total`. */
export type FieldAccuracy = Record<FieldKind, { right: number; total: number }>;

function kindOf(value: unknown, schema: FieldSchema | undefined): FieldKind {
  if (isRef(value) || (Array.isArray(value) && value.some(isRef))) return "reference";
  if (isTemplate(value)) return "template";
  return schema?.enum ? "enum" : "literal";
}

/**
 * Input accuracy: of the inputs and conditions of the reference, how many the candidate has with an equal value. Only over
 * nodes that both have.
 */
export function fieldAccuracy({ candidate, reference, pairs }: Alignment, catalog: Catalog): FieldAccuracy {
  const out = Object.fromEntries(FIELD_KINDS.map((kind) => [kind, { right: 0, total: 0 }])) as FieldAccuracy;
  const count = (kind: FieldKind, right: boolean) => {
    out[kind].total++;
    if (right) out[kind].right++;
  };
  for (const [from, to] of pairs) {
    if (from.label !== to.label) continue;
    const [got, wanted] = [candidate.origins.get(from)!, reference.origins.get(to)!];
    const schema = catalog.get(to.label.replace(/^trigger /, ""))?.inputs.properties;
    const given = inputsOf(got);
    for (const [name, value] of Object.entries(inputsOf(wanted)))
      count(
        kindOf(value, schema?.[name]),
        given[name] !== undefined && candidate.normalize(given[name]) === reference.normalize(value),
      );
    if (wanted.condition)
      count(
        "condition",
        got.condition !== undefined &&
          sameTree(
            conditionTree(got.condition, candidate.normalize),
            conditionTree(wanted.condition, reference.normalize),
          ),
      );
  }
  return out;
}
