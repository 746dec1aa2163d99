import type { Inputs, Value } from "@flowright/workflow";
import type { StepDefinition } from "@flowright/workflow/catalog";

/**
 * How n8n does a step: `bindings.n8n` of the catalogue. In the parameters, a text `$input` stands for the value of that input,
 * `$input,` for that of a list with commas between, `$input#` for a number, `{ $input, $map }` for one of few values under other
 * names. A parameter whose inputs are not given is left out. `{ $code }` stands for JavaScript: a line for each input of the step,
 * and below them the code, which reads them by their names.
 */
export interface N8nBinding {
  /** Of n8n-nodes-base: "slack". */
  node: string;
  version: number;
  /** The type of credential that the node needs, if any: "slackApi". */
  credential?: string;
  parameters?: Readonly<Record<string, unknown>>;
}

/** How a value is written down; `source`: as JavaScript. */
export type InputFormat = "value" | "joined" | "number" | "source";
const AS: Readonly<Record<string, InputFormat>> = { "": "value", ",": "joined", "#": "number" };

/** The input that a text of a binding stands for, and how it is written down; undefined for a fixed text. */
export function inputSlot(text: string): { input: string; as: InputFormat } | undefined {
  const [, input, mark = ""] = /^\$(.*?)([,#]?)$/.exec(text) ?? [];
  return input === undefined ? undefined : { input, as: AS[mark]! };
}

interface Choice {
  $input: string;
  $map: Readonly<Record<string, unknown>>;
}
export const isMappedInput = (node: unknown): node is Choice =>
  typeof node === "object" && node !== null && "$input" in node && "$map" in node;

interface Code {
  $code: string;
}
export const isCode = (node: unknown): node is Code =>
  typeof node === "object" && node !== null && "$code" in node;

/** Whether a node does something by itself, so that what it gives has the names of the step's outputs. */
export const isOwnCode = ({ parameters = {} }: N8nBinding): boolean => Object.values(parameters).some(isCode);

const DECLARED = /^const (\w+) = (.*);$/;

/** The inputs that a node's JavaScript begins with, as sources by name; undefined where it does not do what the binding does. */
export function declaredIn({ $code }: Code, text: unknown): Map<string, string> | undefined {
  if (typeof text !== "string" || !text.endsWith($code.trim())) return undefined;
  const lines = text.slice(0, -$code.trim().length).trim().split("\n");
  const found = lines.map((line) => DECLARED.exec(line));
  if (found.some((one) => !one)) return undefined;
  return new Map(found.flatMap((one) => (one![2] === "undefined" ? [] : [[one![1]!, one![2]!] as const])));
}

/** True for a part of a binding that an input goes to. */
export const isSlot = (node: unknown): boolean =>
  isMappedInput(node) || (typeof node === "string" && inputSlot(node) !== undefined);

export const bindingOf = (step: StepDefinition | undefined): N8nBinding | undefined =>
  step?.bindings?.n8n as N8nBinding | undefined;

/**
 * The parameters with the inputs in their places, and the inputs that have no place.
 * @param names All inputs that the step can have, for code that reads them by their names. Default: those that are given.
 */
export function applyBinding(
  { parameters = {} }: N8nBinding,
  inputs: Inputs,
  spell: (value: Value, as: InputFormat) => unknown,
  names: readonly string[] = Object.keys(inputs),
): { parameters: Record<string, unknown>; homeless: string[] } {
  const placed = new Set<string>();
  const fill = (node: unknown): unknown => {
    const place = typeof node === "string" ? inputSlot(node) : undefined;
    if (place) {
      placed.add(place.input);
      return Object.hasOwn(inputs, place.input) ? spell(inputs[place.input]!, place.as) : undefined;
    }
    if (Array.isArray(node)) {
      const items = node.map(fill).filter((one) => one !== undefined);
      return items.length ? items : undefined;
    }
    if (typeof node !== "object" || node === null) return node;
    if (isCode(node)) {
      const lines = names.map((name) => {
        placed.add(name);
        return `const ${name} = ${Object.hasOwn(inputs, name) ? spell(inputs[name]!, "source") : "undefined"};`;
      });
      return `${lines.join("\n")}\n${node.$code.trim()}`;
    }
    if (isMappedInput(node)) {
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
    if (Object.values(source).some(isSlot) && !given.some(([key]) => isSlot(source[key]))) return undefined;
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
