export { disposedError } from "./disposed.js";
export { fromGgufMetadata, type GgufMetadata, toGgufMetadata } from "./gguf-metadata.js";
export { promptKey, type RecordedAnswer, type RecordedSampling, samplingOf } from "./recorded-answer.js";
export {
  type ChatMessage,
  type Completion,
  complete,
  type LanguageModel,
  type LogProbCall,
  type ModelCall,
  type ModelCapabilities,
  type ModelChunk,
  type ModelMetadata,
  type ModelTiming,
  type ModelUsage,
} from "./types.js";
export { type LanguageModelWrapper, wrapLanguageModel } from "./wrap-language-model.js";
