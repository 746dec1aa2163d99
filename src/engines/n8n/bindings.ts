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

/** The input that a text of a binding stands for, and how it is written down; undefined for a fixed text. */
export function placeOf(text: string): { input: string; as: As } | undefined {
  const [, input, mark = ""] = /^\$(.*?)([,#]?)$/.exec(text) ?? [];
  return input === undefined ? undefined : { input, as: AS[mark]! };
}

interface Choice {
  $input: string;
  $map: Readonly<Record<string, unknown>>;
}
export const isChoice = (node: unknown): node is Choice =>
  typeof node === "object" && node !== null && "$input" in node && "$map" in node;

/** True for a part of a binding that an input goes to. */
export const isPlace = (node: unknown): boolean =>
  isChoice(node) || (typeof node === "string" && placeOf(node) !== undefined);

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
    const place = typeof node === "string" ? placeOf(node) : undefined;
    if (place) {
      placed.add(place.input);
      return Object.hasOwn(inputs, place.input) ? spell(inputs[place.input]!, place.as) : undefined;
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
    const source = node as Record<string, unknown>;
    if (Object.values(source).some(isPlace) && !given.some(([key]) => isPlace(source[key]))) return undefined;
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
