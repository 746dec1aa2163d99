import type { ExamplePool } from "@flowright/generate";
import type { LanguageModel, ModelCall, ModelChunk } from "@flowright/generate/model";
import { FlowrightError } from "@flowright/workflow/core";

/**
 * The nearest-neighbour baseline: answers with the workflow of the most similar request of a pool, unchanged. A model that
 * does not beat it has learned nothing. Only for the json codec.
 *
 * Its calls throw a {@link FlowrightError} MODEL_FAILED where no request of the pool has a word in common.
 * @param id of the model. Default "nearest".
 */
export function nearestModel(pool: ExamplePool, id = "nearest"): LanguageModel {
  return {
    specification: "flowright-model-1",
    id,
    capabilities: { constraint: "none", compact: false, parallel: 64, contextTokens: undefined },
    async *generate({ request = "", signal }: ModelCall): AsyncGenerator<ModelChunk, void, void> {
      if (signal?.aborted) throw new FlowrightError("ABORTED", "stopped before the answer was complete");
      const began = performance.now();
      const [found] = pool.find(request, 1);
      if (!found) throw new FlowrightError("MODEL_FAILED", "no request of the pool is like this one");
      yield { type: "text", text: JSON.stringify(found.workflow) };
      const total = performance.now() - began;
      yield {
        type: "finish",
        reason: "stop",
        usage: { promptTokens: 0, cachedTokens: 0, answerTokens: 0 },
        timing: { first: total, total },
      };
    },
    dispose: async () => {},
  };
}
