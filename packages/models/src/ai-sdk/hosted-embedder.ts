import { createGoogleGenerativeAI } from "@ai-sdk/google";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { Embedder } from "@flowright/generate/retrieval";
import { FlowrightError } from "@flowright/workflow/core";
import { type EmbeddingModel, embedMany } from "ai";
import { failure } from "./failure.js";

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

/** An embedding model of a provider. Calls throw KEY_REFUSED, MODEL_NOT_FOUND, SERVER_FAILED. */
export function hostedEmbedder({ provider, model, key, baseUrl, retries }: HostedEmbedderOptions): Embedder {
  const settings = { apiKey: key, ...(baseUrl ? { baseURL: baseUrl } : {}) };
  const opened =
    provider === "openai"
      ? createOpenAI(settings).textEmbeddingModel(model)
      : createGoogleGenerativeAI(settings).textEmbeddingModel(model);
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

/** An embedding model of an OpenAI-compatible server. Calls throw KEY_REFUSED, MODEL_NOT_FOUND, SERVER_FAILED. */
export function serverEmbedder({ url, model, key, retries }: ServerEmbedderOptions): Embedder {
  const base = url.replace(/\/+$/, "");
  const opened = createOpenAICompatible({
    name: "server",
    baseURL: base,
    ...(key ? { apiKey: key } : {}),
  }).textEmbeddingModel(model);
  return embedder(opened, { id: `${base}#${model}`, where: base, key }, retries);
}

function embedder(
  model: EmbeddingModel,
  place: { id: string; where: string; key: string | undefined },
  maxRetries = 3,
): Embedder {
  return {
    id: place.id,
    async embed(texts, abortSignal) {
      if (!texts.length) return [];
      let embeddings: number[][];
      try {
        ({ embeddings } = await embedMany({
          model,
          values: [...texts],
          maxRetries,
          ...(abortSignal ? { abortSignal } : {}),
        }));
      } catch (error) {
        if (abortSignal?.aborted) throw new FlowrightError("ABORTED", "stopped while embedding");
        throw failure(error, place);
      }
      if (
        embeddings.length !== texts.length ||
        embeddings.some((one) => one.length !== embeddings[0]!.length)
      )
        throw new FlowrightError("SERVER_FAILED", `${place.id} answers with too few or unequal vectors`);
      return embeddings;
    },
    async dispose() {},
  };
}
