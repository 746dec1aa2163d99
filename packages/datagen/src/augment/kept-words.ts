import { usesOf } from "@flowright/workflow";
import type { WrittenPair } from "../written/index.js";

/** Texts that must stay as they are, in lower case: what is quoted, fills an input or is compared with something. */
export function keptWords({ request, workflow }: WrittenPair): string[] {
  const kept = [...request.matchAll(/["“][^"“”]*["”]/g)].map(([quoted]) => quoted.toLowerCase());
  const keep = (value: unknown): void => {
    if (typeof value === "string") kept.push(value.toLowerCase());
    else if (Array.isArray(value)) value.forEach(keep);
  };
  for (const { inputs = {} } of usesOf(workflow)) Object.values(inputs).forEach(keep);
  JSON.stringify(workflow, (key, value) => {
    if (key === "right") keep(value);
    return value;
  });
  return kept;
}
