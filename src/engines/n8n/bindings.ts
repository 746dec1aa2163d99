import type { StepDefinition } from "../../catalog/index.js";
import type { Inputs, Value } from "../../workflow/index.js";

/**
 * How n8n does a step: `bindings.n8n` of the catalogue. In the parameters, a text `$input` stands for the value of that input; a
 * parameter whose inputs are not given is left out.
 */
export interface N8nBinding {
  /** Of n8n-nodes-base: "slack". */
  node: string;
  version: number;
  /** The type of credential that the node needs, if any: "slackApi". */
  credential?: string;
  parameters?: Readonly<Record<string, unknown>>;
}

export const bindingOf = (step: StepDefinition | undefined): N8nBinding | undefined =>
  step?.bindings?.n8n as N8nBinding | undefined;

/** The parameters with the inputs in their places, and the inputs that have no place. */
export function bound(
  { parameters = {} }: N8nBinding,
  inputs: Inputs,
  spell: (value: Value) => unknown,
): { parameters: Record<string, unknown>; homeless: string[] } {
  const placed = new Set<string>();
  const fill = (node: unknown): unknown => {
    if (typeof node === "string" && node.startsWith("$")) {
      const name = node.slice(1);
      placed.add(name);
      return Object.hasOwn(inputs, name) ? spell(inputs[name]!) : undefined;
    }
    if (Array.isArray(node)) {
      const items = node.map(fill).filter((one) => one !== undefined);
      return items.length ? items : undefined;
    }
    if (typeof node !== "object" || node === null) return node;
    const entries = Object.entries(node).map(([key, one]) => [key, fill(one)] as const);
    // an object that is there for an input goes with it
    const wanted = Object.values(node).some((one) => typeof one === "string" && one.startsWith("$"));
    const given = entries.filter(([, one]) => one !== undefined);
    const filled = given.filter(([key]) => {
      const from = (node as Record<string, unknown>)[key];
      return typeof from !== "string" || from.startsWith("$");
    });
    if (!given.length || (wanted && !filled.length)) return undefined;
    return Object.fromEntries(given);
  };
  const filled = Object.entries(parameters).flatMap(([key, one]) => {
    const value = fill(one);
    return value === undefined ? [] : [[key, value]];
  });
  return {
    parameters: Object.fromEntries(filled),
    homeless: Object.keys(inputs).filter((name) => !placed.has(name)),
  };
}
