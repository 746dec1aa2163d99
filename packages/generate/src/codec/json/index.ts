export { PROMPT_PARTS, type PromptExample, type PromptPart } from "../prompt-parts.js";
export { jsonCodec } from "./codec.js";
export { jsonGrammar, MAX_DEPTH } from "./document-grammar.js";
export { jsonPrompt, PROMPT_VERSION, type PromptOptions, repairPrompt } from "./document-prompt.js";
export { inputsGrammar, inputsPrompt, parseInputs } from "./node-inputs.js";
export { closeJson, extractJson, JsonParser, parseJson } from "./parse-json.js";
