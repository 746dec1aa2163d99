export { makeAliases } from "./aliases.js";
export { compactCodec, PROMPT_VERSION } from "./codec.js";
export { inputsGrammar } from "./inputs-grammar.js";
export { parseInputs } from "./inputs-parse.js";
export { inputsPrompt } from "./inputs-prompt.js";
export { outlinePrompt, printOutline } from "./outline.js";
export { outlineGrammar } from "./outline-grammar.js";
export { OutlineParser } from "./outline-parse.js";
export { isEmptyAnswer, printInputs, printValue } from "./print-inputs.js";
export { printSinglePass, singlePassPrompt } from "./single-pass.js";
export {
  CONTROL_TOKENS,
  escapeControlTokens,
  knowsControlTokens,
  OUTLINE_END,
  PART_END,
  plain,
  TOKENS,
  wholeTokens,
} from "./tokens.js";
