import { isDeepStrictEqual } from "node:util";
import { asObject, type FlatFlow } from "./flat-tree.js";

/**
 * 1 when both flows have the very same trigger, inputs included, else 0. Two flows that are started by hand score 0 in
 * the reference; in strict mode 1, and the order of inputs does not count.
 */
export function triggerMatch(
  candidate: FlatFlow | undefined,
  reference: FlatFlow | undefined,
  strict = false,
): number {
  const [a, b] = [trigger(candidate, strict), trigger(reference, strict)];
  if (!a || !b) return strict && candidate && reference && !a && !b ? 1 : 0;
  return isDeepStrictEqual(a, b) ? 1 : 0;
}

function trigger(flow: FlatFlow | undefined, strict: boolean): FlatFlow | undefined {
  const found = asObject(flow?.trigger);
  if (!found || !Object.keys(found).length) return undefined;
  if (!strict || !Array.isArray(found.inputs)) return found;
  return { ...found, inputs: found.inputs.map((input) => JSON.stringify(input)).sort() };
}
