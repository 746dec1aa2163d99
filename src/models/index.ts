export { type MockAnswer, type MockModel, mockModel } from "./mock.js";
export { promptKey, type RecordedAnswer, readRecording, recordedModel, recording } from "./recorded.js";
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
