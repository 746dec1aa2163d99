import {
  type GenerateEvent,
  type GenerateOptions,
  type GenerateResult,
  generate as run,
  generateEvents as stream,
} from "@flowright/generate";
import type { LanguageModel } from "@flowright/generate/model";
import { coreCatalog } from "@flowright/workflow/node";

type Options = Partial<GenerateOptions>;

/** Loads a GGUF file, or the embedded model when none is given. Dispose of it when done. */
export async function loadModel(file?: string): Promise<LanguageModel> {
  if (file === undefined) return (await import("./nano.js")).loadNano();
  return (await import("@flowright/models/llama-cpp")).loadLlamaCpp({ file });
}

/** {@link stream} with the core catalogue and the embedded model where the options name none. */
export async function* generateEvents(
  request: string,
  options: Options = {},
): AsyncGenerator<GenerateEvent, void, void> {
  const model = options.model ?? (await loadModel());
  try {
    yield* stream(request, { catalog: coreCatalog(), ...options, model });
  } finally {
    if (!options.model) await model.dispose();
  }
}

/**
 * Turns a request into a workflow. Loads and frees the embedded model for this one call; for many requests load a
 * model once with {@link loadModel} and pass it.
 */
export async function generate(request: string, options: Options = {}): Promise<GenerateResult> {
  const model = options.model ?? (await loadModel());
  try {
    return await run(request, { catalog: coreCatalog(), ...options, model });
  } finally {
    if (!options.model) await model.dispose();
  }
}
