import { isPartOf } from "../codec/index.js";
import { walk } from "../workflow/index.js";
import type { WrittenPair } from "./written.js";

/** True where the request still holds the words of every node. */
export function saysItsNotes({ request, workflow: { trigger, steps } }: WrittenPair): boolean {
  const notes = [trigger?.annotation];
  for (const { step } of walk(steps)) {
    notes.push(step.annotation);
    if ("if" in step) for (const branch of step.elseIf ?? []) notes.push(branch.annotation);
  }
  return notes.every((note) => note === undefined || isPartOf(request, note));
}
