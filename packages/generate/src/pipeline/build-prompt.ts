import type { PlanInput } from "../codec/index.js";
import { jsonCodec } from "../codec/index.js";
import { type JsonSchema, toJsonSchema } from "../grammar/index.js";
import { candidatesOf } from "./candidates.js";
import { formOf } from "./context.js";
import { checkRequest } from "./request.js";
import type { GenerateOptions } from "./types.js";

/** The parts of a plan that the options hold. */
export function promptOptions(
  request: string,
  { examples, experimental: { omitPromptParts } = {} }: Pick<GenerateOptions, "examples" | "experimental">,
): Pick<PlanInput, "examples" | "omitPromptParts"> {
  return {
    ...(examples ? { examples: examples.pool.find(request, examples.count) } : {}),
    ...(omitPromptParts ? { omitPromptParts } : {}),
  };
}

/** What a model would be asked: the exact prompt, and the schema that its answer would be bound to. */
export interface BuiltPrompt {
  prompt: string;
  schema: JsonSchema;
}

/**
 * The prompt of the json codec for a request, for models that are asked elsewhere. With the compact codec there is none to
 * write down: what it asks second depends on the first answer.
 * @throws {FlowrightError} REQUEST_EMPTY, REQUEST_TOO_LONG
 */
export async function buildPrompt(
  request: string,
  options: Omit<GenerateOptions, "model">,
): Promise<BuiltPrompt> {
  const prepared = checkRequest(request);
  const { prompt, grammar } = jsonCodec.plan({
    request: prepared,
    catalog: options.catalog,
    candidates: await candidatesOf(request, options),
    form: formOf(jsonCodec, undefined, options.experimental),
    ...promptOptions(request, options),
  });
  return { prompt, schema: toJsonSchema(grammar!) };
}
