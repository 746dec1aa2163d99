export { loadEmbedder } from "./gguf-embedder.js";
export { threadsFor } from "./files.js";
export { LlamaCppModel, type LlamaCppOptions, llamaRuntime, loadLlamaCpp } from "./llama-cpp.js";
