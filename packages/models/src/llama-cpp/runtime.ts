import { availableParallelism } from "node:os";
import type { Llama, LlamaModel } from "@flowright/llama";
import { FlowrightError } from "@flowright/workflow/core";
import { importBackend } from "../import-backend.js";
import { checkModelFile, threadsFor } from "./files.js";

/** The module that runs llama.cpp, loaded when the first model is. */
export type LlamaModule = typeof import("@flowright/llama");

const importLlama = (): Promise<LlamaModule> =>
  importBackend("@flowright/llama", () => import("@flowright/llama"));

const runtimes = new Map<boolean, Promise<Llama>>();

/**
 * One llama.cpp for the process, shared by its models. Never compiles, never downloads.
 * @param gpu Use a GPU when its binaries are installed. Default false.
 * @throws {FlowrightError} MODEL_BACKEND_MISSING, MODEL_FAILED
 */
export function llamaRuntime(gpu = false): Promise<Llama> {
  let runtime = runtimes.get(gpu);
  if (!runtime) {
    runtime = startLlama(gpu);
    runtimes.set(gpu, runtime);
    // the next call tries again
    runtime.catch(() => runtimes.delete(gpu));
  }
  return runtime;
}

async function startLlama(gpu: boolean): Promise<Llama> {
  const { getLlama, LlamaLogLevel } = await importLlama();
  try {
    return await getLlama({
      gpu: gpu ? "auto" : false,
      build: "never",
      skipDownload: true,
      logLevel: LlamaLogLevel.disabled,
      progressLogs: false,
      maxThreads: 0,
    });
  } catch (cause) {
    throw new FlowrightError("MODEL_FAILED", "llama.cpp could not be loaded on this machine", {
      cause,
      hint: "Install again without --omit=optional: the binaries are optional packages.",
    });
  }
}

interface Opened {
  backend: LlamaModule;
  llama: Llama;
  model: LlamaModel;
  /** For a model of this size. */
  threads: number;
  bytes: number;
}

/**
 * Opens a GGUF file and makes something of it; where that fails nothing stays open.
 * @param failed What is thrown then.
 * @throws {FlowrightError} MODEL_NOT_FOUND, MODEL_UNREADABLE, MODEL_BACKEND_MISSING, MODEL_FAILED, and `failed`
 */
export async function openGguf<T>(
  file: string,
  gpu: boolean,
  make: (opened: Opened) => Promise<T>,
  failed: (cause: unknown) => FlowrightError,
): Promise<T> {
  const { bytes } = checkModelFile(file);
  const backend = await importLlama();
  const llama = await llamaRuntime(gpu);
  let model: LlamaModel | undefined;
  try {
    model = await llama.loadModel({ modelPath: file, useMmap: true, ...(gpu ? {} : { gpuLayers: 0 }) });
    const threads = threadsFor(bytes, availableParallelism());
    return await make({ backend, llama, model, bytes, threads });
  } catch (cause) {
    await model?.dispose();
    throw failed(cause);
  }
}
