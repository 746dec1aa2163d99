import type { GenerateContext } from "./context.js";
import { type Draft, draftOutline } from "./draft.js";
import { rerankDrafts } from "./rerank.js";
import type { GenerateEvent } from "./types.js";

/** Chosen on gold/dev and on pairs that the weights had not seen, among 1, 4, 8, 12 and 16. */
const NUM_DRAFTS = 8;

/** The outline of a fine-tuned model: the first draft, told node by node, or a better one where it is not sure. */
export async function* draftedOutline(context: GenerateContext): AsyncGenerator<GenerateEvent, Draft, void> {
  const { numDrafts = NUM_DRAFTS, experimental: { temperature = 0 } = {} } = context.options;
  const first = yield* draftOutline(context);
  const { draft, probability } = await rerankDrafts(first, context, temperature > 0 ? 1 : numDrafts);
  if (probability !== undefined) context.meter.recordConfidence(probability);
  for (const issue of draft.issues) yield { type: "issue", issue };
  return draft;
}
