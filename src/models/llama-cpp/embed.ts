import { statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename } from "node:path";
import type { LlamaEmbeddingContext, LlamaModel } from "node-llama-cpp";
import { FlowrightError } from "../../core/index.js";
import type { Embedder } from "../../retrieval/index.js";
import { checkModelFile, threadsFor } from "./files.js";
import { llamaRuntime } from "./llama-cpp.js";

/** The words of a step or a request; what is longer is cut. */
const CONTEXT = 512;

/**
 * A GGUF model as an embedder, in this process.
 * @throws {FlowrightError} MODEL_NOT_FOUND, MODEL_UNREADABLE, MODEL_FAILED
 */
export async function loadEmbedder(file: string, gpu = false): Promise<Embedder> {
  const { bytes } = checkModelFile(file);
  const llama = await llamaRuntime(gpu);
  let model: LlamaModel | undefined;
  let context: LlamaEmbeddingContext;
  try {
    model = await llama.loadModel({ modelPath: file, useMmap: true, ...(gpu ? {} : { gpuLayers: 0 }) });
    context = await model.createEmbeddingContext({
      contextSize: Math.min(CONTEXT, model.trainContextSize),
      threads: threadsFor(bytes, availableParallelism()),
    });
  } catch (cause) {
    await model?.dispose();
    throw new FlowrightError("MODEL_FAILED", `${file} could not be loaded as an embedding model`, {
      cause,
      hint: "Take a GGUF file of an embedding model that this version of llama.cpp knows.",
    });
  }
  const opened = model;
  const most = Math.min(CONTEXT, model.trainContextSize) - 2;
  return {
    // the file may change under its name
    id: `${basename(file)}:${bytes}:${Math.round(statSync(file).mtimeMs)}`,
    async embed(texts, signal) {
      const vectors: number[][] = [];
      for (const text of texts) {
        signal?.throwIfAborted();
        // as plain text: no word of a request is a control token
        const { vector } = await context.getEmbeddingFor(opened.tokenize(text, false).slice(0, most));
        vectors.push([...vector]);
      }
      return vectors;
    },
    async dispose() {
      await context.dispose();
      await opened.dispose();
    },
  };
}
