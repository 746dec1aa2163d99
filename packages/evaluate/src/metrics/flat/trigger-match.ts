import { isDeepStrictEqual } from "node:util";
import { asObject, type FlatFlow } from "./flat-tree.js";

/**
 * Trigger match: 1 where both flows have an equal trigger, inputs included, else 0. Two flows without a trigger score 0.
 * Strict mode gives them 1, and ignores the order of inputs.
 *
 * Source: StarFlow (arXiv 2503.21889) and its public code.
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
