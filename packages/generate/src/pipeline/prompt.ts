import type { json } from "../codec/index.js";
import type { GenerateOptions } from "./types.js";

/** What the prompt for a request is made of, with its examples looked up. */
export function promptOptions(
  request: string,
  { prompt = {}, stages = 1 }: Pick<GenerateOptions, "prompt" | "stages">,
): json.PromptOptions {
  const { without, examples = 0, pool } = prompt;
  return {
    ...(without ? { without } : {}),
    ...(examples && pool ? { examples: pool.find(request, examples) } : {}),
    outline: stages === 2,
  };
}
