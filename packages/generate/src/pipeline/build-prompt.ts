import { json } from "../codec/index.js";
import { type JsonSchema, toJsonSchema } from "../grammar/index.js";
import { candidatesOf } from "./generate.js";
import { promptOptions } from "./prompt.js";
import { checkRequest } from "./request.js";
import type { GenerateOptions } from "./types.js";

/** What a model would be asked: the exact prompt, and the schema that its answer would be bound to. */
export interface Question {
  prompt: string;
  schema: JsonSchema;
}

/**
 * The question of the JSON codec for a request, for models that are asked elsewhere. With compact there is none to
 * write down: what it asks second depends on the first answer.
 * @throws {FlowrightError} REQUEST_EMPTY, REQUEST_TOO_LONG
 */
export async function questionOf(
  request: string,
  options: Omit<GenerateOptions, "model">,
): Promise<Question> {
  const prepared = checkRequest(request);
  const candidates = await candidatesOf(request, options);
  return {
    prompt: json.jsonPrompt(prepared.original, candidates, promptOptions(request, options)),
    schema: toJsonSchema(json.jsonGrammar(prepared, candidates)),
  };
}
