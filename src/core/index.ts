export { type ErrorCode, type ErrorDetails, FlowrightError } from "./errors.js";
export { Random } from "./random.js";
export { identifierWords, plural, singular } from "./words.js";
