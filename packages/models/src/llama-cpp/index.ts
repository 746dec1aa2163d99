export { threadsFor } from "./files.js";
export { loadEmbedder } from "./gguf-embedder.js";
export type { LlamaCppModel } from "./llama-cpp-model.js";
export { type LlamaCppOptions, loadLlamaCpp } from "./load.js";
export { llamaRuntime } from "./runtime.js";
