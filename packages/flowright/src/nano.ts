import { fileURLToPath } from "node:url";
import { compact } from "@flowright/generate/codec";
import type { ModelMetadata } from "@flowright/generate/model";
import { type LlamaCppModel, type LlamaCppOptions, loadLlamaCpp } from "@flowright/models/llama-cpp";
import { coreCatalog } from "@flowright/workflow/node";

/** Where the embedded model lies in the package. */
export const NANO_FILE = fileURLToPath(new URL("../models/nano/flowright-nano-q8_0.gguf", import.meta.url));

/** What the shipped weights know: their file was written before files said so themselves. */
const NANO_METADATA: ModelMetadata = {
  form: { annotations: true, passes: "twoPass" },
  promptVersion: compact.PROMPT_VERSION,
  // read when drafts are ranked, for most requests never
  get trainedSteps() {
    return new Set(coreCatalog().steps.map(({ id }) => id));
  },
};

/** Loads flowright-nano, the model that ships with the package. Dispose of it when done. */
export function loadNano(options: Omit<LlamaCppOptions, "file"> = {}): Promise<LlamaCppModel> {
  return loadLlamaCpp({ metadata: NANO_METADATA, ...options, file: NANO_FILE, id: "flowright-nano" });
}
