// Helpers that all Flowright packages share. Users need FlowrightError, which the main entry exports as well.
export { type ErrorCode, type ErrorDetails, FlowrightError } from "./errors.js";
export { jsonLines, type LineSource } from "./json-lines.js";
export { type JsonObject, jsonObjectsIn } from "./json-objects.js";
export { escapeMarkup } from "./markup.js";
export { nearest } from "./nearest.js";
export { ownValue } from "./own-value.js";
export { printable } from "./printable.js";
export { Random } from "./random.js";
export { stripBom } from "./text.js";
export { CONNECTOR_VERBS, identifierWords, plural, singular } from "./words.js";
