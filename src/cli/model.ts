import { type LanguageModel, readRecording, recordedModel } from "../models/index.js";

/** Opens the model that `--model` names; the embedded one without it. */
export async function openModel(options: { model?: string; gpu?: boolean }): Promise<LanguageModel> {
  const { model } = options;
  if (model?.startsWith("recorded:")) return recordedModel(readRecording(model.slice("recorded:".length)));
  // llama.cpp takes a moment to load, so only who needs it pays for it.
  if (model)
    return (await import("../models/llama-cpp/index.js")).loadLlamaCpp({
      file: model,
      gpu: options.gpu ?? false,
    });
  return (await import("../models/nano.js")).loadNano();
}
