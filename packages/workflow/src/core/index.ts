export { type ErrorCode, type ErrorDetails, FlowrightError } from "./errors.js";
export { jsonLines, type LineSource } from "./json-lines.js";
export { escapeMarkup } from "./markup.js";
export { nearest } from "./nearest.js";
export { printable } from "./printable.js";
export { Random } from "./random.js";
export { CONNECTOR_VERBS, identifierWords, plural, singular } from "./words.js";
