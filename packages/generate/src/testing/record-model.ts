import {
  complete,
  type LanguageModel,
  promptKey,
  type RecordedAnswer,
  samplingOf,
  wrapLanguageModel,
} from "../model/index.js";

/**
 * Wraps a model so that every answer and every probability is also recorded, for `recordedModel` of
 * `@flowright/models/recorded` to replay.
 * @param append Called once for each answer, in the order in which they end. Write each as one line of a JSONL file.
 */
export function recordModel(model: LanguageModel, append: (answer: RecordedAnswer) => void): LanguageModel {
  return wrapLanguageModel(model, {
    async *generate(call) {
      const { text, reason, usage, timing } = await complete(model, call);
      const sampling = samplingOf(call);
      append({ key: promptKey(call.prompt), answer: text, ...(sampling ? { sampling } : {}), usage, timing });
      yield { type: "text", text };
      yield { type: "finish", reason, usage, timing };
    },
    async logProb(call) {
      const logProb = await model.logProb!(call);
      const key = promptKey(call.prompt);
      append({ key, answer: call.answer, logProb: Number.isFinite(logProb) ? logProb : null });
      return logProb;
    },
  });
}
