import { disposedError } from "@flowright/generate/model";
import type { Embedder } from "@flowright/generate/retrieval";
import { FlowrightError } from "@flowright/workflow/core";
import type { EmbeddingModel } from "ai";
import { failure } from "./failure.js";
import { importAi, importGoogle, importOpenAi, importOpenAiCompatible } from "./import-ai.js";

export interface HostedEmbedderOptions {
  provider: "openai" | "google";
  /** The provider's name of the model. */
  model: string;
  key: string;
  /** Another address of the same API. */
  baseUrl?: string;
  /** How often a call is tried again. Default 3. */
  retries?: number;
}

/**
 * An embedding model of a provider. Calls throw KEY_REFUSED, MODEL_NOT_FOUND, SERVER_FAILED.
 * @throws {FlowrightError} MODEL_BACKEND_MISSING
 */
export async function hostedEmbedder({
  provider,
  model,
  key,
  baseUrl,
  retries,
}: HostedEmbedderOptions): Promise<Embedder> {
  const settings = { apiKey: key, ...(baseUrl ? { baseURL: baseUrl } : {}) };
  const opened =
    provider === "openai"
      ? (await importOpenAi())(settings).textEmbeddingModel(model)
      : (await importGoogle())(settings).textEmbeddingModel(model);
  return embedder(opened, { id: `${provider}:${model}`, where: baseUrl ?? provider, key }, retries);
}

export interface ServerEmbedderOptions {
  /** The base of an OpenAI-compatible API, with its `/v1`. */
  url: string;
  model: string;
  key?: string;
  /** How often a call is tried again. Default 3. */
  retries?: number;
}

/**
 * An embedding model of an OpenAI-compatible server. Calls throw KEY_REFUSED, MODEL_NOT_FOUND, SERVER_FAILED.
 * @throws {FlowrightError} MODEL_BACKEND_MISSING
 */
export async function serverEmbedder({ url, model, key, retries }: ServerEmbedderOptions): Promise<Embedder> {
  const createOpenAICompatible = await importOpenAiCompatible();
  const base = url.replace(/\/+$/, "");
  const opened = createOpenAICompatible({
    name: "server",
    baseURL: base,
    ...(key ? { apiKey: key } : {}),
  }).textEmbeddingModel(model);
  return embedder(opened, { id: `${base}#${model}`, where: base, key }, retries);
}

async function embedder(
  model: EmbeddingModel,
  place: { id: string; where: string; key: string | undefined },
  maxRetries = 3,
): Promise<Embedder> {
  const ai = await importAi();
  let disposed = false;
  return {
    id: place.id,
    async embed(texts, abortSignal) {
      if (disposed) throw disposedError(place.id);
      if (!texts.length) return [];
      let embeddings: number[][];
      try {
        ({ embeddings } = await ai.embedMany({
          model,
          values: [...texts],
          maxRetries,
          ...(abortSignal ? { abortSignal } : {}),
        }));
      } catch (error) {
        if (abortSignal?.aborted) throw new FlowrightError("ABORTED", "stopped while embedding");
        throw failure(error, place, ai);
      }
      if (
        embeddings.length !== texts.length ||
        embeddings.some((one) => one.length !== embeddings[0]!.length)
      )
        throw new FlowrightError("SERVER_FAILED", `${place.id} answers with too few or unequal vectors`);
      return embeddings;
    },
    async dispose() {
      disposed = true;
    },
  };
}
