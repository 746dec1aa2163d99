export { promptKey, type RecordedAnswer } from "./recorded-answer.js";
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
