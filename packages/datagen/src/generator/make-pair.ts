import { coverSpan, prepareRequest, spanOriginal } from "@flowright/generate/codec";
import type { Workflow } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import type { Random } from "@flowright/workflow/core";
import { type Mark, unmark } from "./marks.js";
import { renderBody } from "./render-block.js";
import { joinTrigger, renderTrigger } from "./render-trigger.js";
import { RequestBuilder } from "./request-builder.js";
import { resolveMarks } from "./resolve-marks.js";
import { restyle } from "./restyle.js";

/** A request, the workflow that it asks for, and what the candidates must and must not hold. */
export interface SyntheticPair {
  request: string;
  workflow: Workflow;
  catalog: Catalog;
  /** Ids of the steps that the workflow uses. */
  used: readonly string[];
  /** Ids of the steps that the request asks for and the candidates must not hold. */
  withheld: readonly string[];
  /** The catalogue was made for this pair alone. */
  ownCatalog?: boolean;
}

/** Kinds of parts that are seldom drawn: one of them is put into some requests. */
const RARE = ["if", "forEach", "while", "until", "parallel", "try", "wait", "call"] as const;

/** Makes up a pair over a catalogue. Undefined where the draws led nowhere: draw again. */
export function makePair(catalog: Catalog, rng: Random): SyntheticPair | undefined {
  const builder = new RequestBuilder(catalog, rng);
  const trigger = renderTrigger(builder);
  const maxParts = Number(rng.weighted({ 1: 16, 2: 38, 3: 27, 4: 12, 6: 5 }));
  const body = renderBody(builder, maxParts, rng.chance(0.08) ? rng.pick(RARE) : undefined);
  const { used, withheld } = builder;
  if (!body.steps.length || [...withheld].some((id) => used.has(id))) return undefined;
  builder.workflow.steps.push(...body.steps);
  const simple = body.steps.length === 1 && !/[.\n]/.test(body.text);
  const { text, places } = unmark(restyle(joinTrigger(builder, trigger, body.text, simple), rng));
  const request = prepareRequest(text);
  const wordsOf = (mark: Mark): string | undefined => {
    const place = places.get(mark);
    const span = place && coverSpan(request, request.offsetOf(place[0]), request.offsetOf(place[1]));
    return span && spanOriginal(request, span);
  };
  const workflow = resolveMarks(builder, wordsOf);
  return workflow && { request: text, workflow, catalog, used: [...used], withheld: [...withheld] };
}
