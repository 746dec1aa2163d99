export { DEEPEST, jsonGrammar } from "./document-grammar.js";
export { inputsGrammar, inputsPrompt, parseInputs } from "./node-inputs.js";
export { closeJson, extractJson, JsonParser, parseJson } from "./parse-json.js";
export {
  jsonPrompt,
  PROMPT_PARTS,
  PROMPT_VERSION,
  type PromptExample,
  type PromptOptions,
  type PromptPart,
  repairPrompt,
} from "./document-prompt.js";
