export { type Question, questionOf } from "./build-prompt.js";
export { candidatesOf, generate, generateEvents } from "./generate.js";
export { LONGEST_REQUEST } from "./request.js";
export type {
  Asking,
  ExamplePool,
  GenerateEvent,
  GenerateOptions,
  GenerateResult,
  GenerateStats,
  PromptSettings,
} from "./types.js";
