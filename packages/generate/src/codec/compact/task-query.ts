import type { Grammar } from "../../grammar/index.js";
import type { InputQueries, PlanContext } from "../types.js";
import { inputsGrammar } from "./inputs-grammar.js";
import { parseInputs } from "./inputs-parse.js";
import { inputsPrompt } from "./inputs-prompt.js";

/** Answers to tasks are short; one that is not is a model that repeats itself. */
export const MAX_INPUTS_TOKENS = 192;

/** The one text of a grammar that has no other. */
export function onlyText({ root, rules }: Grammar): { fixed?: string } {
  const node = rules.get(root);
  return node?.kind === "text" ? { fixed: node.text } : {};
}

/** Queries of the second pass, each with a prompt of its own. */
export const separateQueries =
  ({ request, catalog }: PlanContext): InputQueries =>
  (task, visible) => {
    const grammar = inputsGrammar(task, request, visible);
    return {
      prompt: inputsPrompt(task, request, visible, catalog),
      grammar,
      ...onlyText(grammar),
      maxTokens: MAX_INPUTS_TOKENS,
      parse: (answer) => parseInputs(answer, task, request, visible),
    };
  };
