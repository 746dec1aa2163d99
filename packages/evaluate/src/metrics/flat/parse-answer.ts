import { type JsonObject, jsonObjectsIn } from "@flowright/workflow/core";
import type { FlatFlow } from "./flat-tree.js";

const isFlow = (object: JsonObject): boolean => "trigger" in object || "components" in object;

/**
 * The flat flow in a model's raw answer: bare, in a code fence, or between words ({@link jsonObjectsIn}). Of several JSON
 * objects the first with a trigger or components counts, else the first.
 * @returns undefined where the answer has no JSON object that can be read.
 */
export function parseAnswer(text: string): FlatFlow | undefined {
  const objects = [...jsonObjectsIn(text)];
  return objects.find(isFlow) ?? objects[0];
}
