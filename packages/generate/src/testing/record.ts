import {
  complete,
  type LanguageModel,
  type ModelCall,
  type ModelChunk,
  promptKey,
  type RecordedAnswer,
} from "../model/index.js";

/** Wraps a model so that every answer is also handed to `keep`, for {@link recordedModel} to replay. */
export function recording(model: LanguageModel, keep: (answer: RecordedAnswer) => void): LanguageModel {
  return {
    ...pick(model),
    async *generate(call: ModelCall): AsyncGenerator<ModelChunk, void, void> {
      const { text, reason, usage, timing } = await complete(model, call);
      keep({ key: promptKey(call.prompt), answer: text, usage, timing });
      yield { type: "text", text };
      yield { type: "finish", reason, usage, timing };
    },
  };
}

const pick = (model: LanguageModel) => ({
  specification: model.specification,
  id: model.id,
  capabilities: model.capabilities,
  dispose: () => model.dispose(),
});
