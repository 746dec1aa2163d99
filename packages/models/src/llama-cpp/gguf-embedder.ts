import { statSync } from "node:fs";
import { basename } from "node:path";
import { disposedError } from "@flowright/generate/model";
import type { Embedder } from "@flowright/generate/retrieval";
import { FlowrightError } from "@flowright/workflow/core";
import { openGguf } from "./runtime.js";

/** Tokens of a text, at most: enough for a step or a request. Longer texts are cut. */
const CONTEXT = 512;

/**
 * A GGUF model as an embedder, in this process.
 * @param gpu Use a GPU when its binaries are installed. Default false.
 * @throws {FlowrightError} MODEL_NOT_FOUND, MODEL_UNREADABLE, MODEL_BACKEND_MISSING, MODEL_FAILED
 */
export function loadEmbedder(file: string, gpu = false): Promise<Embedder> {
  return openGguf(
    file,
    gpu,
    async ({ model, threads, bytes }) => {
      const contextSize = Math.min(CONTEXT, model.trainContextSize);
      const context = await model.createEmbeddingContext({ contextSize, threads });
      let disposed: Promise<void> | undefined;
      return {
        // the file may change under its name
        id: `${basename(file)}:${bytes}:${Math.round(statSync(file).mtimeMs)}`,
        async embed(texts, signal) {
          if (disposed) throw disposedError(basename(file));
          const vectors: (readonly number[])[] = [];
          for (const text of texts) {
            signal?.throwIfAborted();
            // as plain text: no word of a request is a control token
            const { vector } = await context.getEmbeddingFor(
              model.tokenize(text, false).slice(0, contextSize - 2),
            );
            vectors.push(vector);
          }
          return vectors;
        },
        dispose() {
          disposed ??= context.dispose().then(() => model.dispose());
          return disposed;
        },
      };
    },
    (cause) =>
      new FlowrightError("MODEL_FAILED", `${file} could not be loaded as an embedding model`, {
        cause,
        hint: "Take a GGUF file of an embedding model that this version of llama.cpp knows.",
      }),
  );
}
