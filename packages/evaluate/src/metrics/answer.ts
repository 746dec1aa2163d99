import { asObject, type FlatFlow } from "./flat/flat-tree.js";

const FENCE = /```(?:json)?\s*([\s\S]*?)```/;

/** The JSON object in a model's answer, inside a code fence or bare; undefined when there is none that can be read. */
export function parseAnswer(text: string): FlatFlow | undefined {
  try {
    return asObject(JSON.parse(FENCE.exec(text)?.[1] ?? text));
  } catch {
    return undefined;
  }
}
