import { type Command, Option } from "commander";
import { type LanguageModel, readRecording, recordedModel } from "../models/index.js";
import { positive, share } from "./values.js";

/** The options of every command that runs a model. */
export interface ModelOptions {
  model?: string;
  codec?: "compact" | "json";
  candidates?: number;
  retrievalWeight?: number;
  gpu?: boolean;
}

/** Adds {@link ModelOptions} to a command. */
export const withModelOptions = (command: Command): Command =>
  command
    .option(
      "-m, --model <file>",
      "a GGUF model, or recorded:FILE.jsonl (default: the embedded flowright-nano)",
    )
    .addOption(new Option("--codec <name>", "how the model sees a workflow").choices(["compact", "json"]))
    .option("--candidates <n>", "actions offered to the model (default 15)", positive)
    .option(
      "--retrieval-weight <n>",
      "how much retrieval has a say in each choice of a step, 0 to 100 (default 8; 0: the model alone)",
      share(100),
    )
    .option("--gpu", "use a GPU, for large models");

/** Opens the model that `--model` names; the embedded one without it. */
export async function openModel(options: ModelOptions): Promise<LanguageModel> {
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
