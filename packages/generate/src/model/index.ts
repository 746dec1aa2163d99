export { disposedError } from "./disposed.js";
export { promptKey, type RecordedAnswer, type RecordedSampling, samplingOf } from "./recorded-answer.js";
export {
  type ChatMessage,
  type Completion,
  complete,
  type LanguageModel,
  type ModelCall,
  type ModelCapabilities,
  type ModelChunk,
  type ModelUsage,
} from "./types.js";
