import { basename } from "node:path";
import type { ModelMetadata } from "@flowright/generate/model";
import { FlowrightError } from "@flowright/workflow/core";
import { LlamaCppModel } from "./llama-cpp-model.js";
import { readMetadata } from "./metadata.js";
import { openGguf } from "./runtime.js";

export interface LlamaCppOptions {
  /** Path of a GGUF file. */
  file: string;
  /** Name and version of the weights, for reports. Default: the file's name. */
  id?: string;
  /** Threads for one answer. Default: by the size of the model, 1 for small ones. */
  threads?: number;
  /** Answers written at once. Default 4. */
  parallel?: number;
  /** Tokens of prompt and answer together. Default 2048, at most what the model was trained for. */
  contextTokens?: number;
  /** Paths of LoRA adapters in GGUF. Default: none. */
  lora?: readonly string[];
  /** Use a GPU when its binaries are installed (`npm run gpu`). Default false: small models are faster without. */
  gpu?: boolean;
  /** What the weights know, for a file without `flowright.*` keys of its own. */
  metadata?: ModelMetadata;
}

/**
 * Loads a GGUF model into this process. Dispose of it when done.
 * @throws {FlowrightError} MODEL_NOT_FOUND, MODEL_UNREADABLE, MODEL_BACKEND_MISSING, MODEL_FAILED
 */
export function loadLlamaCpp(options: LlamaCppOptions): Promise<LlamaCppModel> {
  const { file, gpu = false, parallel = 4, lora = [] } = options;
  return openGguf(
    file,
    gpu,
    async ({ backend, llama, model, threads }) => {
      const contextTokens = Math.min(options.contextTokens ?? 2048, model.trainContextSize);
      const context = await model.createContext({
        sequences: parallel,
        contextSize: contextTokens,
        batchSize: 512,
        threads: options.threads ?? threads,
        ...(lora.length ? { lora: { adapters: lora.map((filePath) => ({ filePath })) } } : {}),
      });
      const metadata = readMetadata(model.fileInfo.metadata) ?? options.metadata;
      return new LlamaCppModel(
        { backend, llama, model, context },
        { id: options.id ?? basename(file), parallel, contextTokens, ...(metadata ? { metadata } : {}) },
      );
    },
    (cause) =>
      new FlowrightError("MODEL_UNREADABLE", `llama.cpp cannot load ${file}: ${(cause as Error).message}`, {
        cause,
        hint: "The file may be cut off or of a newer format: fetch or export it again.",
      }),
  );
}
