import {
  complete,
  type LanguageModel,
  type ModelCall,
  type ModelChunk,
  promptKey,
  type RecordedAnswer,
  samplingOf,
} from "../model/index.js";

/** Wraps a model so that every answer and every probability is also handed to `keep`, for `recordedModel` to replay. */
export function recording(model: LanguageModel, keep: (answer: RecordedAnswer) => void): LanguageModel {
  const { score } = model;
  return {
    specification: model.specification,
    id: model.id,
    capabilities: model.capabilities,
    async *generate(call: ModelCall): AsyncGenerator<ModelChunk, void, void> {
      const { text, reason, usage, timing } = await complete(model, call);
      const sampling = samplingOf(call);
      keep({ key: promptKey(call.prompt), answer: text, ...(sampling ? { sampling } : {}), usage, timing });
      yield { type: "text", text };
      yield { type: "finish", reason, usage, timing };
    },
    ...(score
      ? {
          async score(call) {
            const logProb = await score.call(model, call);
            const key = promptKey(call.prompt);
            keep({ key, answer: call.answer, logProb: Number.isFinite(logProb) ? logProb : null });
            return logProb;
          },
        }
      : {}),
    dispose: () => model.dispose(),
  };
}
