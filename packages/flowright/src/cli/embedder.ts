import { homedir } from "node:os";
import { join } from "node:path";
import { DenseIndex, type Embedder, ownEmbedder } from "@flowright/generate/retrieval";
import { FlowrightError } from "@flowright/workflow/core";
import { hostedKey, schemeOf, serverOf } from "./model.js";
import { Progress } from "./progress.js";

/** Where vectors of catalogues are kept between runs. */
function cacheFolder(): string {
  const { FLOWRIGHT_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (FLOWRIGHT_CACHE) return FLOWRIGHT_CACHE;
  const base =
    XDG_CACHE_HOME ||
    (process.platform === "win32" && LOCALAPPDATA) ||
    join(homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache");
  return join(base, "flowright");
}

async function openEmbedder(name: string, gpu: boolean): Promise<Embedder> {
  if (name === "own") return ownEmbedder();
  const { scheme, rest } = schemeOf(name);
  if (scheme === "http" || scheme === "https") {
    const { model, ...server } = serverOf(name);
    if (!model)
      throw new FlowrightError(
        "MODEL_NOT_FOUND",
        `say which embedding model of ${server.url}: ${server.url}#MODEL`,
      );
    const { serverEmbedder } = await import("@flowright/models/ai-sdk");
    return serverEmbedder({ ...server, model });
  }
  if ((scheme === "openai" || scheme === "google") && rest) {
    const { hostedEmbedder } = await import("@flowright/models/ai-sdk");
    return hostedEmbedder({ provider: scheme, model: rest, key: hostedKey(scheme) });
  }
  const { loadEmbedder } = await import("@flowright/models/llama-cpp");
  return loadEmbedder(name, gpu);
}

/**
 * The search by meaning that `--embedder` names; undefined without it.
 * @throws {FlowrightError} MODEL_NOT_FOUND, MODEL_UNREADABLE, MODEL_FAILED, KEY_MISSING
 */
export async function openDense({
  embedder,
  gpu = false,
}: {
  embedder?: string;
  gpu?: boolean;
}): Promise<DenseIndex | undefined> {
  if (embedder === undefined) return undefined;
  const progress = new Progress();
  return new DenseIndex(await openEmbedder(embedder, gpu), {
    cache: join(cacheFolder(), "vectors"),
    onProgress(done, total) {
      if (done < total) progress.update(`embedding the catalogue: ${done} of ${total} steps`);
      else progress.done();
    },
  });
}
