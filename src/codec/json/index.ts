export { DEEPEST, jsonGrammar } from "./grammar.js";
export { closeJson, extractJson, JsonParser, parseJson } from "./parse.js";
export { jsonPrompt, repairPrompt } from "./prompt.js";
