import { randomUUID } from "node:crypto";
import { complete, type LanguageModel, type ModelUsage } from "@flowright/generate/model";
import { type ErrorCode, FlowrightError, nearest } from "@flowright/workflow/core";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { streamSSE } from "hono/streaming";
import { LARGEST_BODY, readBody, type ServedCall } from "./body.js";

export interface OpenAiOptions {
  model: LanguageModel;
  /** Who calls has to send it as `Authorization: Bearer …`. Default: nobody is asked. */
  key?: string;
  /** Unix time in seconds that models are reported with. Default: now. */
  created?: number;
}

const STATUS: Partial<Record<ErrorCode, 400 | 401 | 404 | 499 | 500>> = {
  BODY_INVALID: 400,
  GRAMMAR_UNSUPPORTED: 400,
  CONTEXT_OVERFLOW: 400,
  KEY_REFUSED: 401,
  MODEL_NOT_FOUND: 404,
  ABORTED: 499,
};

/** An error as OpenAI's clients expect it. What is no error of ours is not told to the outside. */
function errorBody(error: unknown): { status: 400 | 401 | 404 | 499 | 500; body: object } {
  const known = FlowrightError.is(error) ? error : undefined;
  const status = (known && STATUS[known.code]) ?? 500;
  return {
    status,
    body: {
      error: {
        message: known ? [known.message, known.hint].filter(Boolean).join(". ") : "the server failed",
        type: status < 500 ? "invalid_request_error" : "server_error",
        param: known?.data.param ?? null,
        code: known?.code.toLowerCase() ?? null,
      },
    },
  };
}

const usageOf = (usage: ModelUsage) => ({
  prompt_tokens: usage.promptTokens,
  completion_tokens: usage.answerTokens,
  total_tokens: usage.promptTokens + usage.answerTokens,
  prompt_tokens_details: { cached_tokens: usage.cachedTokens },
});

/**
 * The part of OpenAI's API that a local model can serve: models, chat completions, completions, streamed or not, bound
 * to a JSON Schema (`response_format`) or to a GBNF grammar (`grammar`).
 * https://platform.openai.com/docs/api-reference/chat
 */
export function openAiApp({ model, key, created = Math.floor(Date.now() / 1000) }: OpenAiOptions): Hono {
  const app = new Hono();
  const described = {
    id: model.id,
    object: "model",
    created,
    owned_by: "flowright",
    flowright: model.capabilities,
  };
  app.use("/v1/*", async (c, next) => {
    if (key !== undefined && c.req.header("authorization") !== `Bearer ${key}`)
      throw new FlowrightError("KEY_REFUSED", "the key is missing or wrong");
    await next();
  });
  app.use(
    bodyLimit({
      maxSize: LARGEST_BODY,
      onError: (c) => {
        const { body } = errorBody(
          new FlowrightError("BODY_INVALID", `the body is larger than ${LARGEST_BODY} bytes`),
        );
        return c.json(body, 413);
      },
    }),
  );
  const named = (id: string | undefined) => {
    if (id === undefined || id === model.id) return;
    const meant = nearest(id, [model.id]);
    throw new FlowrightError("MODEL_NOT_FOUND", `there is no model ${JSON.stringify(id)} here`, {
      hint: meant ? `Did you mean ${meant}?` : `This server has ${model.id}.`,
      data: { param: "model" },
    });
  };
  app.get("/health", (c) => c.json({ status: "ok" }));
  app.get("/v1/models", (c) => c.json({ object: "list", data: [described] }));
  app.get("/v1/models/:id{.+}", (c) => {
    named(c.req.param("id"));
    return c.json(described);
  });
  for (const chat of [true, false])
    app.post(chat ? "/v1/chat/completions" : "/v1/completions", async (c) => {
      const body: unknown = await c.req.json().catch(() => {
        throw new FlowrightError("BODY_INVALID", "the body is not JSON");
      });
      const served = readBody(body, chat);
      named(served.model);
      const reply = new Reply(model, created, chat);
      return served.stream ? reply.stream(c, served) : reply.whole(c, served);
    });
  app.notFound((c) => {
    const where = `${c.req.method} ${c.req.path}`;
    return c.json(
      { error: { message: `there is no ${where}`, type: "invalid_request_error", param: null, code: null } },
      404,
    );
  });
  app.onError((error, c) => {
    const { status, body } = errorBody(error);
    return c.json(body, status as 400);
  });
  return app;
}

class Reply {
  readonly #head: { id: string; created: number; model: string };

  constructor(
    readonly model: LanguageModel,
    created: number,
    readonly chat: boolean,
  ) {
    this.#head = { id: `${chat ? "chatcmpl" : "cmpl"}-${randomUUID()}`, created, model: model.id };
  }

  async whole(c: Context, { call }: ServedCall): Promise<Response> {
    const { text, reason, usage } = await complete(this.model, { ...call, signal: c.req.raw.signal });
    const said = this.chat ? { message: { role: "assistant", content: text, refusal: null } } : { text };
    return c.json({
      ...this.#head,
      object: this.chat ? "chat.completion" : "text_completion",
      choices: [{ index: 0, ...said, logprobs: null, finish_reason: reason }],
      usage: usageOf(usage),
    });
  }

  #event(content: object): string {
    return JSON.stringify({
      ...this.#head,
      object: this.chat ? "chat.completion.chunk" : "text_completion",
      ...content,
    });
  }

  #piece(text: string | undefined, reason: string | null): string {
    const said = this.chat ? { delta: text === undefined ? {} : { content: text } } : { text: text ?? "" };
    return this.#event({ choices: [{ index: 0, ...said, logprobs: null, finish_reason: reason }] });
  }

  async stream(c: Context, { call, usage }: ServedCall): Promise<Response> {
    const chunks = this.model.generate({ ...call, signal: c.req.raw.signal })[Symbol.asyncIterator]();
    // What fails before the first word still is an answer with a status of its own.
    let next = await chunks.next();
    return streamSSE(
      c,
      async (out) => {
        for (; !next.done && !out.aborted; next = await chunks.next()) {
          const chunk = next.value;
          if (chunk.type === "text") {
            await out.writeSSE({ data: this.#piece(chunk.text, null) });
            continue;
          }
          await out.writeSSE({ data: this.#piece(undefined, chunk.reason) });
          if (usage) await out.writeSSE({ data: this.#event({ choices: [], usage: usageOf(chunk.usage) }) });
        }
        await chunks.return?.();
        await out.writeSSE({ data: "[DONE]" });
      },
      async (error, out) => {
        await out.writeSSE({ data: JSON.stringify(errorBody(error).body) });
      },
    );
  }
}
