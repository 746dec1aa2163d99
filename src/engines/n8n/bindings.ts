import type { StepDefinition } from "../../catalog/index.js";
import type { Inputs, Value } from "../../workflow/index.js";

/**
 * How n8n does a step: `bindings.n8n` of the catalogue. In the parameters, a text `$input` stands for the value of that input,
 * `$input,` for that of a list with commas between, `$input#` for a number, `{ $input, $map }` for one of few values under other
 * names. A parameter whose inputs are not given is left out.
 */
export interface N8nBinding {
  /** Of n8n-nodes-base: "slack". */
  node: string;
  version: number;
  /** The type of credential that the node needs, if any: "slackApi". */
  credential?: string;
  parameters?: Readonly<Record<string, unknown>>;
}

/** How a value is written down. */
export type As = "value" | "joined" | "number";
const AS: Readonly<Record<string, As>> = { "": "value", ",": "joined", "#": "number" };

interface Choice {
  $input: string;
  $map: Readonly<Record<string, unknown>>;
}
export const isChoice = (node: unknown): node is Choice =>
  typeof node === "object" && node !== null && "$input" in node && "$map" in node;

export const bindingOf = (step: StepDefinition | undefined): N8nBinding | undefined =>
  step?.bindings?.n8n as N8nBinding | undefined;

/** The parameters with the inputs in their places, and the inputs that have no place. */
export function bound(
  { parameters = {} }: N8nBinding,
  inputs: Inputs,
  spell: (value: Value, as: As) => unknown,
): { parameters: Record<string, unknown>; homeless: string[] } {
  const placed = new Set<string>();
  const fill = (node: unknown): unknown => {
    if (typeof node === "string" && node.startsWith("$")) {
      const [, name = "", mark = ""] = /^\$(.*?)([,#]?)$/.exec(node) ?? [];
      placed.add(name);
      return Object.hasOwn(inputs, name) ? spell(inputs[name]!, AS[mark]!) : undefined;
    }
    if (Array.isArray(node)) {
      const items = node.map(fill).filter((one) => one !== undefined);
      return items.length ? items : undefined;
    }
    if (typeof node !== "object" || node === null) return node;
    if (isChoice(node)) {
      const { $input, $map } = node;
      const value = inputs[$input];
      // what has no name there has no place
      if (typeof value !== "string") placed.add($input);
      else if (Object.hasOwn($map, value)) {
        placed.add($input);
        return $map[value];
      }
      return typeof value === "string" || value === undefined ? undefined : spell(value, "value");
    }
    const given = Object.entries(node).flatMap(([key, one]) => {
      const value = fill(one);
      return value === undefined ? [] : [[key, value] as const];
    });
    // an object that is there for inputs goes when none of them is given
    const isFor = (one: unknown) => isChoice(one) || (typeof one === "string" && one.startsWith("$"));
    const source = node as Record<string, unknown>;
    if (Object.values(source).some(isFor) && !given.some(([key]) => isFor(source[key]))) return undefined;
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
