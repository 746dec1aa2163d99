import {
  type LanguageModel,
  promptKey,
  type RecordedAnswer,
  samplingOf,
  wrapLanguageModel,
} from "../model/index.js";

/**
 * Wraps a model so that every answer and every probability is also recorded, for `recordedModel` of
 * `@flowright/models/recorded` to replay.
 * @param append Called once for each answer that ends, and not for one that is aborted. Write each as one line of a JSONL file.
 */
export function recordModel(model: LanguageModel, append: (answer: RecordedAnswer) => void): LanguageModel {
  return wrapLanguageModel(model, {
    async *generate(call) {
      const sampling = samplingOf(call);
      let answer = "";
      for await (const chunk of model.generate(call)) {
        if (chunk.type === "text") answer += chunk.text;
        else {
          const { usage, timing } = chunk;
          append({ key: promptKey(call.prompt), answer, ...(sampling ? { sampling } : {}), usage, timing });
        }
        yield chunk;
      }
    },
    async logProb(call) {
      const logProb = await model.logProb!(call);
      const key = promptKey(call.prompt);
      append({ key, answer: call.answer, logProb: Number.isFinite(logProb) ? logProb : null });
      return logProb;
    },
  });
}
