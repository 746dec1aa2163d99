export { type BuiltPrompt, buildPrompt } from "./build-prompt.js";
export { candidatesOf } from "./candidates.js";
export { generate, generateEvents } from "./generate.js";
export { MAX_REQUEST_CHARS } from "./request.js";
export type {
  ExampleOptions,
  ExamplePool,
  ExperimentalOptions,
  GenerateEvent,
  GenerateOptions,
  GenerateResult,
  GenerateSettings,
  GenerateStats,
  Passes,
} from "./types.js";
