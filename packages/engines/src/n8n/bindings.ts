import type { Inputs, Value } from "@flowright/workflow";
import type { StepDefinition } from "@flowright/workflow/catalog";

/**
 * How n8n runs a step: `bindings.n8n` of the catalogue. In the parameters stand
 * - `$input`: the value of that input,
 * - `$input,`: a list, joined by commas,
 * - `$input#`: a number,
 * - `{ $input, $map }`: a value that n8n calls by another name,
 * - `{ $code }`: JavaScript, preceded by a declaration for each input of the step.
 * A parameter whose inputs are not given is omitted.
 */
export interface N8nBinding {
  /** The node's name in n8n-nodes-base: "slack". */
  node: string;
  version: number;
  /** The type of credential that the node needs, if any: "slackApi". */
  credential?: string;
  parameters?: Readonly<Record<string, unknown>>;
}

/** How an input is written: as it is, joined by commas, as a number, or as JavaScript source. */
export type InputFormat = "value" | "joined" | "number" | "source";
const FORMATS: ReadonlyMap<string, InputFormat> = new Map([
  ["", "value"],
  [",", "joined"],
  ["#", "number"],
]);

/** The input that a text of a binding stands for; undefined for a constant text. */
export function inputSlot(text: string): { input: string; format: InputFormat } | undefined {
  const [, input, mark = ""] = /^\$(.*?)([,#]?)$/.exec(text) ?? [];
  return input === undefined ? undefined : { input, format: FORMATS.get(mark)! };
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

/** True where the node runs code of the catalogue, whose output has the names of the step's outputs. */
export const isOwnCode = ({ parameters = {} }: N8nBinding): boolean => Object.values(parameters).some(isCode);

const DECLARED = /^const (\w+) = (.*);$/;

/** The declared inputs of a node's JavaScript, as sources by name; undefined where it is not the binding's code. */
export function declaredIn({ $code }: Code, text: unknown): Map<string, string> | undefined {
  if (typeof text !== "string" || !text.endsWith($code.trim())) return undefined;
  const lines = text.slice(0, -$code.trim().length).trim().split("\n");
  const found = lines.map((line) => DECLARED.exec(line));
  if (found.some((one) => !one)) return undefined;
  return new Map(found.flatMap((one) => (one![2] === "undefined" ? [] : [[one![1]!, one![2]!] as const])));
}

/** True for a part of a binding that stands for an input. */
export const isSlot = (node: unknown): boolean =>
  isMappedInput(node) || (typeof node === "string" && inputSlot(node) !== undefined);

export const bindingOf = (step: StepDefinition | undefined): N8nBinding | undefined =>
  step?.bindings?.n8n as N8nBinding | undefined;

/**
 * The parameters of a node with the inputs filled in.
 * @param write Writes the value of an input.
 * @param names All inputs that the step can have; code declares each of them. Default: the given ones.
 * @returns the parameters, and the names of the inputs for which the node has no field.
 */
export function applyBinding(
  { parameters = {} }: N8nBinding,
  inputs: Inputs,
  write: (value: Value, format: InputFormat) => unknown,
  names: readonly string[] = Object.keys(inputs),
): { parameters: Record<string, unknown>; unplaced: string[] } {
  const placed = new Set<string>();
  const fill = (node: unknown): unknown => {
    const place = typeof node === "string" ? inputSlot(node) : undefined;
    if (place) {
      placed.add(place.input);
      return Object.hasOwn(inputs, place.input) ? write(inputs[place.input]!, place.format) : undefined;
    }
    if (Array.isArray(node)) {
      const items = node.map(fill).filter((one) => one !== undefined);
      return items.length ? items : undefined;
    }
    if (typeof node !== "object" || node === null) return node;
    if (isCode(node)) {
      const lines = names.map((name) => {
        placed.add(name);
        return `const ${name} = ${Object.hasOwn(inputs, name) ? write(inputs[name]!, "source") : "undefined"};`;
      });
      return `${lines.join("\n")}\n${node.$code.trim()}`;
    }
    if (isMappedInput(node)) {
      const { $input, $map } = node;
      const value = Object.hasOwn(inputs, $input) ? inputs[$input] : undefined;
      // a value that the map does not name is not placed
      if (typeof value !== "string") placed.add($input);
      else if (Object.hasOwn($map, value)) {
        placed.add($input);
        return $map[value];
      }
      return typeof value === "string" || value === undefined ? undefined : write(value, "value");
    }
    const given = Object.entries(node).flatMap(([key, one]) => {
      const value = fill(one);
      return value === undefined ? [] : [[key, value] as const];
    });
    // an object that only holds inputs is omitted when none of them is given
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
    unplaced: Object.keys(inputs).filter((name) => !placed.has(name)),
  };
}
