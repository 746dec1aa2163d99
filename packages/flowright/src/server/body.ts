import { anyJsonObject, fromJsonSchema, type JsonSchema } from "@flowright/generate/grammar";
import type { ChatMessage, ModelCall } from "@flowright/generate/model";
import { FlowrightError } from "@flowright/workflow/core";
import * as z from "zod";

/** Characters of all texts of a call together; the model's own limit in tokens is checked by the model. */
export const LARGEST_BODY = 1_000_000;

const content = z.union([
  z.string(),
  z
    .array(z.object({ type: z.literal("text"), text: z.string() }))
    .transform((parts) => parts.map(({ text }) => text).join("")),
]);
const schema = z.record(z.string(), z.unknown());
const none = (what: string) =>
  z
    .unknown()
    .refine((value) => value === undefined || value === null || value === 0 || value === false, {
      message: `${what} is not supported`,
    })
    .optional();

const common = {
  model: z.string().optional(),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().optional() }).nullish(),
  max_tokens: z.int().min(1).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().gt(0).max(1).nullish(),
  seed: z.int().min(0).nullish(),
  stop: z.union([z.string().min(1), z.array(z.string().min(1)).max(4)]).nullish(),
  n: z.literal(1, { message: "only one answer a call is written" }).nullish(),
  response_format: z
    .discriminatedUnion("type", [
      z.object({ type: z.literal("text") }),
      z.object({ type: z.literal("json_object") }),
      z.object({ type: z.literal("json_schema"), json_schema: z.object({ schema }) }),
    ])
    .nullish(),
  // extensions: llama-server's and vLLM's names
  grammar: z.string().min(1).nullish(),
  guided_grammar: z.string().min(1).nullish(),
  guided_json: schema.nullish(),
  structured_outputs: z.object({ grammar: z.string().optional(), json: schema.optional() }).nullish(),
  logit_bias: none("logit_bias"),
  logprobs: none("logprobs"),
  frequency_penalty: none("frequency_penalty"),
  presence_penalty: none("presence_penalty"),
};

const chatBody = z.object({
  ...common,
  messages: z
    .array(
      z.object({
        role: z.enum(["system", "developer", "user", "assistant"]),
        content,
      }),
    )
    .min(1),
  max_completion_tokens: z.int().min(1).nullish(),
  tools: none("tools"),
  functions: none("functions"),
});
const completionBody = z.object({
  ...common,
  prompt: z.union([
    z.string(),
    z
      .array(z.string())
      .length(1)
      .transform((list) => list[0]!),
  ]),
  echo: none("echo"),
  suffix: none("suffix"),
});

export interface ServedCall {
  model: string | undefined;
  call: ModelCall;
  stream: boolean;
  usage: boolean;
}

/** @throws {FlowrightError} BODY_INVALID, GRAMMAR_UNSUPPORTED */
export function readBody(body: unknown, chat: boolean): ServedCall {
  const result = (chat ? chatBody : completionBody).safeParse(body);
  if (!result.success) {
    const [issue] = result.error.issues;
    const path = issue!.path.join(".");
    throw new FlowrightError("BODY_INVALID", path ? `${path}: ${issue!.message}` : issue!.message, {
      data: { param: path || null },
    });
  }
  const given = result.data as z.infer<typeof chatBody> & z.infer<typeof completionBody>;
  const limit = given.max_completion_tokens ?? given.max_tokens;
  const gbnf = given.grammar ?? given.guided_grammar ?? given.structured_outputs?.grammar;
  const format = given.response_format;
  const wanted =
    given.guided_json ??
    given.structured_outputs?.json ??
    (format?.type === "json_schema" ? format.json_schema.schema : undefined);
  if (gbnf && (wanted || format?.type === "json_object"))
    throw new FlowrightError("BODY_INVALID", "give a grammar or a response format, not both", {
      data: { param: "grammar" },
    });
  const messages = given.messages?.map(
    ({ role, content: text }): ChatMessage => ({
      role: role === "developer" ? "system" : role,
      content: text,
    }),
  );
  return {
    model: given.model,
    stream: given.stream ?? false,
    usage: given.stream_options?.include_usage ?? false,
    call: {
      prompt: messages ? messages.map((message) => message.content).join("\n\n") : given.prompt,
      ...(messages ? { messages } : {}),
      ...(limit ? { maxTokens: limit } : {}),
      ...(given.temperature == null ? {} : { temperature: given.temperature }),
      ...(given.top_p == null ? {} : { topP: given.top_p }),
      ...(given.seed == null ? {} : { seed: given.seed }),
      ...(given.stop ? { stop: typeof given.stop === "string" ? [given.stop] : given.stop } : {}),
      ...(gbnf ? { gbnf } : {}),
      ...(wanted ? { grammar: fromJsonSchema(wanted as JsonSchema) } : {}),
      ...(format?.type === "json_object" && !wanted ? { grammar: anyJsonObject() } : {}),
    },
  };
}
