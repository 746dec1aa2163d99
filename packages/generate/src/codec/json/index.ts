export { DEEPEST, jsonGrammar } from "./grammar.js";
export { inputsGrammar, inputsPrompt, parseInputs } from "./inputs.js";
export { closeJson, extractJson, JsonParser, parseJson } from "./parse.js";
export {
  jsonPrompt,
  PROMPT_PARTS,
  PROMPT_VERSION,
  type PromptExample,
  type PromptOptions,
  type PromptPart,
  repairPrompt,
} from "./prompt.js";
