import type { Inputs, Value } from "@flowright/workflow";
import type { Catalog, StepDefinition } from "@flowright/workflow/catalog";
import { titleOf } from "../words.js";
import { bindingOf, declaredIn, inputSlot, isCode, isMappedInput, isSlot } from "./bindings.js";
import { expression } from "./expressions.js";
import type { N8nNode } from "./graph.js";

/** How a node's parameters fit a binding: equal constants, different constants, and inputs that are filled. */
interface Fit {
  same: number;
  other: number;
  filled: number;
}

function fit(binding: unknown, node: unknown): Fit {
  const none = { same: 0, other: 0, filled: 0 };
  if (node === undefined) return none;
  if (isSlot(binding)) return { ...none, filled: 1 };
  if (isCode(binding)) return declaredIn(binding, node) ? { ...none, same: 1 } : { ...none, other: 1 };
  if (typeof binding !== "object" || binding === null)
    return binding === node ? { ...none, same: 1 } : { ...none, other: 1 };
  if ("__rl" in binding) return { ...none, filled: "value" in binding && isSlot(binding.value) ? 1 : 0 };
  const parts = Array.isArray(binding)
    ? [node].flat().map((one) => fit(entryFor(binding, one), one))
    : Object.entries(binding).map(([key, one]) => fit(one, (node as Record<string, unknown>)?.[key]));
  return parts.reduce(
    (a, b) => ({ same: a.same + b.same, other: a.other + b.other, filled: a.filled + b.filled }),
    none,
  );
}

/** The entry of a binding's list from which the entry of a node was made: exports omit entries without inputs. */
const entryFor = (entries: readonly unknown[], one: unknown): unknown =>
  entries.find((entry) => fit(entry, one).other === 0) ?? entries[0];

/** The catalogue step whose binding fits a node best; undefined where none fits, or several fit equally well. */
export function matchStep(node: N8nNode, catalog: Catalog): StepDefinition | undefined {
  const name = node.type.replace(/^n8n-nodes-base\./, "");
  const fitting = catalog.steps.flatMap((step) => {
    const binding = bindingOf(step);
    if (binding?.node !== name) return [];
    const { same, other, filled } = fit(binding.parameters ?? {}, node.parameters);
    return other ? [] : [{ step, score: same * 100 + filled }];
  });
  fitting.sort((a, b) => b.score - a.score);
  const best = fitting.filter(({ score }) => score === fitting[0]!.score).map(({ step }) => step);
  // the node's name decides between steps with the same parameters
  const named = best.filter((step) => titleOf(step.id, catalog) === node.name.replace(/ \d+$/, ""));
  const [only, other] = best.length > 1 ? named : best;
  return other ? undefined : only;
}

/** The inputs in a node's parameters, and the names of those whose expression the document cannot express. */
export function extractInputs(
  step: StepDefinition,
  parameters: Record<string, unknown>,
  read: (parameter: unknown) => Value | undefined,
): { inputs: Inputs; unread: string[] } {
  const inputs: [string, Value][] = [];
  const unread: string[] = [];
  const take = (name: string, value: Value | undefined) => {
    if (value === undefined) unread.push(name);
    else inputs.push([name, value]);
  };
  const visit = (pattern: unknown, found: unknown): void => {
    if (found === undefined || found === null) return;
    if (typeof pattern === "string") {
      const place = inputSlot(pattern);
      if (!place) return;
      const { input, format } = place;
      const list =
        format === "joined" && typeof found === "string" && !found.startsWith("=") ? found.split(",") : found;
      take(
        input,
        read(format === "number" && typeof found === "number" && isText(step, input) ? String(found) : list),
      );
    } else if (isCode(pattern)) {
      for (const [name, source] of declaredIn(pattern, found) ?? []) take(name, read(expression(source)));
    } else if (isMappedInput(pattern)) {
      const name = Object.entries(pattern.$map).find(([, one]) => one === found)?.[0];
      take(
        pattern.$input,
        name ?? (typeof found === "string" && found.startsWith("=") ? read(found) : undefined),
      );
    } else if (Array.isArray(pattern)) for (const one of [found].flat()) visit(entryFor(pattern, one), one);
    else if (typeof pattern === "object" && pattern !== null && typeof found === "object")
      for (const [key, one] of Object.entries(pattern)) visit(one, (found as Record<string, unknown>)[key]);
  };
  visit(bindingOf(step)?.parameters ?? {}, parameters);
  return { inputs: Object.fromEntries(inputs), unread };
}

const isText = ({ inputs }: StepDefinition, name: string): boolean =>
  inputs.properties?.[name]?.type === "string";
