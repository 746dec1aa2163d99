export { type Question, questionOf } from "./ask.js";
export { generate, generateEvents } from "./generate.js";
export { LONGEST_REQUEST } from "./request.js";
export type { GenerateEvent, GenerateOptions, GenerateResult, GenerateStats } from "./types.js";
