import { type LanguageModel, wrapLanguageModel } from "@flowright/generate/model";

/**
 * A model that appends every answer to a list when it ends, also where it is aborted.
 * @param onTiming receives the milliseconds of each call.
 */
export function captureAnswers(
  model: LanguageModel,
  answers: string[],
  onTiming: (ms: number) => void,
): LanguageModel {
  return wrapLanguageModel(model, {
    async *generate(call) {
      let text = "";
      try {
        for await (const chunk of model.generate(call)) {
          if (chunk.type === "text") text += chunk.text;
          else onTiming(chunk.timing.total);
          yield chunk;
        }
      } finally {
        answers.push(text);
      }
    },
  });
}
