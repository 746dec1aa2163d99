import { fileURLToPath } from "node:url";
import { type LlamaCppModel, type LlamaCppOptions, loadLlamaCpp } from "@flowright/models/llama-cpp";

/** Where the embedded model lies in the package. */
export const NANO_FILE = fileURLToPath(new URL("../models/nano/flowright-nano-q8_0.gguf", import.meta.url));

/** Loads flowright-nano, the model that ships with the package. */
export function loadNano(options: Omit<LlamaCppOptions, "file"> = {}): Promise<LlamaCppModel> {
  return loadLlamaCpp({ ...options, file: NANO_FILE, id: "flowright-nano" });
}
