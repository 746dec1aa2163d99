import type { StepDefinition } from "@flowright/workflow/catalog";
import type { Aliases, Codec, PlanContext, PlanInput } from "../types.js";
import { makeAliases } from "./aliases.js";
import { outlinePrompt } from "./outline.js";
import { outlineGrammar } from "./outline-grammar.js";
import { OutlineParser } from "./outline-parse.js";
import { continuedQueries, singlePassPrompt } from "./single-pass.js";
import { stepChoices } from "./step-choices.js";
import { separateQueries } from "./task-query.js";

/** Weights are trained for one version of the prompts; `flowright.prompt_version` of a GGUF file names it. */
export const PROMPT_VERSION = "flowright-compact-1";

const MAX_OUTLINE_TOKENS = 1024;

const promptOf = (
  { request, catalog, form }: PlanInput,
  candidates: readonly StepDefinition[],
  aliases: Aliases,
): string =>
  form.passes === "singlePass"
    ? singlePassPrompt(request, candidates, aliases, catalog)
    : outlinePrompt(request, candidates, aliases);

/** Control tokens and words copied from the request, for models fine-tuned on them: short prompts, short answers. */
export const compactCodec: Codec = {
  id: "compact",
  promptVersion: PROMPT_VERSION,
  audience: "trained",
  defaultForm: { annotations: true, passes: "twoPass" },
  plan(input): PlanContext {
    const aliases = makeAliases(input.candidates);
    return {
      ...input,
      aliases,
      prompt: promptOf(input, input.candidates, aliases),
      grammar: outlineGrammar(input.request, aliases, input.form),
      maxTokens: MAX_OUTLINE_TOKENS,
    };
  },
  reorder: (plan, candidates) => ({ ...plan, candidates, prompt: promptOf(plan, candidates, plan.aliases) }),
  outlineReader: ({ request, aliases, form }) => new OutlineParser(request, aliases, form),
  inputQueries: (plan, outline) =>
    plan.form.passes === "singlePass" ? continuedQueries(plan, outline) : separateQueries(plan),
  choices: stepChoices,
};
