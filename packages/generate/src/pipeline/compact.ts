import type { Workflow } from "@flowright/workflow";
import type { StepDefinition } from "@flowright/workflow/catalog";
import { compact, type PreparedRequest } from "../codec/index.js";
import { formOf } from "./codec.js";
import { draftOutline } from "./draft.js";
import { fillEvents } from "./complete-tasks.js";
import type { Meter } from "./meter.js";
import { rerankDrafts } from "./rerank.js";
import type { GenerateEvent, GenerateOptions } from "./types.js";

/** Chosen on gold/dev and on pairs that the weights had not seen, among 1, 4, 8, 12 and 16. */
const BEST_OF = 8;

/**
 * The compact codec: the outline, then the inputs of all nodes at once, or of one after the other in the same text.
 * Returns the document.
 */
export async function* generateCompact(
  request: PreparedRequest,
  candidates: readonly StepDefinition[],
  options: GenerateOptions,
  meter: Meter,
): AsyncGenerator<GenerateEvent, Workflow, void> {
  const { bestOf = BEST_OF, temperature = 0 } = options;
  const handles = compact.makeHandles(candidates);
  const drafting = { request, candidates, handles, options, meter };
  const first = yield* draftOutline(drafting);
  const { draft, probability } = await rerankDrafts(first, drafting, temperature > 0 ? 1 : bestOf);
  if (probability !== undefined) meter.sure(probability);
  const { workflow, issues } = draft;
  for (const issue of issues) yield { type: "issue", issue };
  meter.outline();
  yield { type: "outline", workflow };
  const text = draft.prompt + draft.answer;
  const ended = text.endsWith(compact.OUTLINE_END) ? text : text + compact.OUTLINE_END;
  const begun = formOf(options).stages === 1 ? ended : undefined;
  yield* fillEvents(workflow, request, options, meter, begun);
  return workflow;
}
