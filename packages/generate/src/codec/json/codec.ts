import type { StepDefinition } from "@flowright/workflow/catalog";
import type { Aliases, Codec, PlanContext, PlanInput } from "../types.js";
import { jsonGrammar } from "./document-grammar.js";
import { jsonPrompt, PROMPT_VERSION, repairPrompt } from "./document-prompt.js";
import { inputsGrammar, inputsPrompt, parseInputs } from "./node-inputs.js";
import { JsonParser } from "./parse-json.js";

const MAX_DOCUMENT_TOKENS = 4096;
const MAX_INPUTS_TOKENS = 1024;

/** Prompted models name steps by their ids. */
function idAliases(candidates: readonly StepDefinition[]): Aliases {
  const byId = new Map(candidates.map((step) => [step.id, step]));
  return {
    of: (id) => {
      if (!byId.has(id)) throw new RangeError(`${id} is not a candidate`);
      return id;
    },
    step: (alias) => byId.get(alias),
    all: (kind) => candidates.filter((step) => step.kind === kind).map((step) => step.id),
  };
}

const promptOf = (
  { request, form, examples, omitPromptParts }: PlanInput,
  candidates: readonly StepDefinition[],
): string =>
  jsonPrompt(request.original, candidates, {
    ...(omitPromptParts ? { without: omitPromptParts } : {}),
    ...(examples ? { examples } : {}),
    outline: form.passes === "twoPass",
  });

/** A structured prompt and a JSON document, for models that were taught to converse. */
export const jsonCodec: Codec = {
  id: "json",
  promptVersion: PROMPT_VERSION,
  audience: "prompted",
  defaultForm: { annotations: true, passes: "singlePass" },
  plan(input): PlanContext {
    const { request, candidates, form } = input;
    return {
      ...input,
      aliases: idAliases(candidates),
      prompt: promptOf(input, candidates),
      grammar: jsonGrammar(request, candidates, form.passes === "twoPass"),
      maxTokens: MAX_DOCUMENT_TOKENS,
    };
  },
  reorder: (plan, candidates) => ({ ...plan, candidates, prompt: promptOf(plan, candidates) }),
  outlineReader: ({ request }) => new JsonParser(request),
  inputQueries: ({ request, catalog, form }) =>
    form.passes === "singlePass"
      ? undefined
      : (task, visible) => ({
          prompt: inputsPrompt(task, request.original, visible, catalog),
          grammar: inputsGrammar(task, request, visible),
          maxTokens: MAX_INPUTS_TOKENS,
          parse: (answer) => parseInputs(answer, task),
        }),
  repairPrompt: ({ prompt }, answer, issues) => repairPrompt(prompt, answer, issues),
};
