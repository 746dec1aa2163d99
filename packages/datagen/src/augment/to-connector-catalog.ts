import { mapBlocks, type Step, type Workflow } from "@flowright/workflow";
import type { Random } from "@flowright/workflow/core";
import { pickConnectorCatalog } from "../connectors/index.js";
import { upperFirst } from "../text/index.js";
import { annotationsInRequest, capitalizeAnnotations, type WrittenPair } from "../written/index.js";
import { uniqueIndexOf } from "./step-spans.js";

/**
 * A pair over the core catalogue as it would be over the connectors of an integration platform: no trigger, no inputs,
 * and a placeholder for everything that no connector does.
 * @returns undefined where the event cannot be left out of the request, or is the words of a step too, or nothing that
 *   a connector does is left.
 */
export function toConnectorCatalog(pair: WrittenPair, rng: Random): WrittenPair | undefined {
  const { catalog, actionFor } = pickConnectorCatalog(rng);
  const request = withoutEvent(pair);
  if (request === undefined) return undefined;
  let served = 0;
  const visit = (step: Step): Step => {
    if (!("use" in step)) return withoutData(mapBlocks(step, (steps) => steps.map(visit)));
    const { id, annotation } = step;
    const words = annotation === undefined ? {} : { annotation };
    const use = actionFor.get(step.use);
    if (use === undefined) return { id, placeholder: true, ...words };
    served++;
    return { id, use, ...words };
  };
  const { trigger: _, ...rest } = structuredClone(pair.workflow);
  const workflow: Workflow = { ...rest, steps: rest.steps.map(visit) };
  if (!served) return undefined;
  const made = { request, workflow: capitalizeAnnotations(workflow, request), catalog };
  // a look-up may be said in the words of the event alone
  return annotationsInRequest(made) ? made : undefined;
}

/** A condition or a loop that no data decides: connectors hand nothing on. */
function withoutData(step: Step): Step {
  const says = (words: string | undefined) => ({ says: words ?? "" });
  if ("if" in step) {
    const elseIf = step.elseIf?.map((branch) => ({ ...branch, if: says(branch.annotation) }));
    return { ...step, if: says(step.annotation), ...(elseIf ? { elseIf } : {}) };
  }
  if ("while" in step) return { ...step, while: says(step.annotation) };
  if ("until" in step) return { ...step, until: says(step.annotation) };
  return "forEach" in step ? { ...step, forEach: null } : step;
}

/** The request without its event: "When A, do B" → "Do B". */
function withoutEvent({ request, workflow: { trigger } }: WrittenPair): string | undefined {
  if (!trigger) return request;
  const words = trigger.annotation;
  const from = words ? uniqueIndexOf(words, request) : undefined;
  if (!words || from === undefined) return undefined;
  const behind = /^\s*(?:[,:→]|=>|->)\s*(?:then )?(?=\p{L})/u.exec(request.slice(from + words.length));
  const before = request.slice(0, from);
  if (!behind || !/^(?:(?:if|when|whenever|every time|each time|as soon as|once|after|on) )?$/i.test(before))
    return undefined;
  const rest = request.slice(from + words.length + behind[0].length);
  return /^\p{Lu}/u.test(request) ? upperFirst(rest) : rest;
}
