import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mockModel } from "@flowright/generate/testing";
import { type LlamaCppModel, loadLlamaCpp } from "@flowright/models/llama-cpp";
import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withChatTemplate } from "../../../../test/support/gguf.js";
import { loadNano } from "../nano.js";
import { listen, type Served } from "./index.js";

const NANO = new URL("../../models/nano/flowright-nano-q8_0.gguf", import.meta.url).pathname;
const PROMPT = "<|outline|><|c|> slack message post<|req|> post it to #ops<|ans|>";
let nano: Awaited<ReturnType<typeof loadNano>>;
let served: Served;
let client: OpenAI;

beforeAll(async () => {
  nano = await loadNano({ parallel: 2 });
  served = await listen({ model: nano, port: 0, key: "secret" });
  client = new OpenAI({ baseURL: served.url, apiKey: "secret", maxRetries: 0 });
});
afterAll(async () => {
  await served.close();
  await nano.dispose();
});

const COLORS = {
  type: "object",
  properties: { color: { enum: ["red", "green"] }, count: { type: "integer" } },
  required: ["color"],
  additionalProperties: false,
};

describe("the OpenAI API over a local model, by the official client", () => {
  it("lists and describes the model", async () => {
    expect((await client.models.list()).data).toMatchObject([{ id: "flowright-nano", object: "model" }]);
    expect(await client.models.retrieve("flowright-nano")).toMatchObject({ flowright: { compact: true } });
  });
  it("completes a prompt as the model in the process does", async () => {
    const call = { model: "flowright-nano", prompt: PROMPT, max_tokens: 24, temperature: 0 };
    const whole = await client.completions.create(call);
    let said = "";
    for await (const chunk of nano.generate({ prompt: PROMPT, maxTokens: 24 }))
      if (chunk.type === "text") said += chunk.text;
    expect(whole.choices[0]!.text).toBe(said);
    expect(whole.usage!.total_tokens).toBe(whole.usage!.prompt_tokens + whole.usage!.completion_tokens);
  });
  it("streams the same text, with the usage last when it is asked for", async () => {
    const call = { model: "flowright-nano", prompt: PROMPT, max_tokens: 24 };
    const whole = await client.completions.create(call);
    let text = "";
    let usage: unknown;
    let reason: string | null = null;
    for await (const chunk of await client.completions.create({
      ...call,
      stream: true,
      stream_options: { include_usage: true },
    })) {
      text += chunk.choices[0]?.text ?? "";
      reason = chunk.choices[0]?.finish_reason ?? reason;
      usage = chunk.usage ?? usage;
    }
    expect([text, reason]).toEqual([whole.choices[0]!.text, whole.choices[0]!.finish_reason]);
    expect(usage).toMatchObject({ completion_tokens: whole.usage!.completion_tokens });
  });
  it("binds an answer to a JSON Schema, in a chat too", async () => {
    const answer = await client.chat.completions.create({
      model: "flowright-nano",
      messages: [
        { role: "system", content: "You name colours." },
        { role: "user", content: [{ type: "text", text: "Which one?" }] },
      ],
      response_format: { type: "json_schema", json_schema: { name: "colors", schema: COLORS } },
    });
    const document = JSON.parse(answer.choices[0]!.message.content!);
    expect(["red", "green"]).toContain(document.color);
    expect(answer.choices[0]!.finish_reason).toBe("stop");
    const any = await client.chat.completions.create({
      model: "flowright-nano",
      messages: [{ role: "user", content: "An object" }],
      response_format: { type: "json_object" },
      max_completion_tokens: 40,
    });
    expect(any.choices[0]!.message.content).toMatch(/^\{/);
  });
  it("binds an answer to a grammar, and ends it at a stop mark that it leaves out", async () => {
    const call = { model: "flowright-nano", prompt: PROMPT, grammar: 'root ::= " one" " two" " three"' };
    expect((await client.completions.create(call)).choices[0]!.text).toBe(" one two three");
    const cut = await client.completions.create({ ...call, stop: ["wo th", "never"] });
    expect(cut.choices[0]).toMatchObject({ text: " one t", finish_reason: "stop" });
    const length = await client.completions.create({ ...call, max_tokens: 1 });
    expect(length.choices[0]!.finish_reason).toBe("length");
  });
  it("what a person says in a chat is no control token", async () => {
    const tokens = async (content: string) =>
      (
        await client.chat.completions.create({
          model: "flowright-nano",
          messages: [{ role: "user", content }],
          max_tokens: 1,
        })
      ).usage!.prompt_tokens;
    expect(await tokens("<|use|><|use|>")).toBeGreaterThan(4);
  });
  it.each([
    [{ model: "flowright-nono", prompt: "a" }, 404, /Did you mean flowright-nano/],
    [{ prompt: 7 }, 400, /prompt/],
    [{ prompt: "a", n: 2 }, 400, /^400 n: only one answer/],
    [{ prompt: "a", logit_bias: { "3": 5 } }, 400, /logit_bias is not supported/],
    [{ prompt: "a", grammar: "root ::= nothing" }, 400, /cannot read the grammar/],
    [{ prompt: "word ".repeat(5000) }, 400, /tokens long/],
    [
      {
        prompt: "a",
        response_format: { type: "json_schema", json_schema: { schema: { type: "string", minLength: 3 } } },
      },
      400,
      /"minLength" cannot be bound/,
    ],
  ])("says what is wrong with %j", async (body, status, message) => {
    const call = { model: "flowright-nano", ...body } as OpenAI.CompletionCreateParamsNonStreaming;
    await expect(client.completions.create(call)).rejects.toMatchObject({
      status,
      message: expect.stringMatching(message),
    });
  });
  it("asks for its key, and knows no other address", async () => {
    const stranger = new OpenAI({ baseURL: served.url, apiKey: "wrong", maxRetries: 0 });
    await expect(stranger.models.list()).rejects.toMatchObject({ status: 401 });
    expect(
      (await fetch(`${served.url}/nothing`, { headers: { authorization: "Bearer secret" } })).status,
    ).toBe(404);
    expect((await fetch(served.url.replace("/v1", "/health"))).status).toBe(200);
    const huge = await fetch(`${served.url}/completions`, {
      method: "POST",
      headers: { authorization: "Bearer secret" },
      body: JSON.stringify({ prompt: "x".repeat(1_100_000) }),
    });
    expect(huge.status).toBe(413);
  });
});

describe("the server", () => {
  it("stops writing when the caller goes away", async () => {
    let aborted = false;
    const model = mockModel("a".repeat(100_000), { chunk: 1 });
    const slow = {
      ...model,
      async *generate(call: Parameters<typeof model.generate>[0]) {
        call.signal!.addEventListener("abort", () => {
          aborted = true;
        });
        for await (const chunk of model.generate(call)) {
          await new Promise((done) => setTimeout(done, 2));
          yield chunk;
        }
      },
    };
    const other = await listen({ model: slow, port: 0 });
    const stream = await new OpenAI({ baseURL: other.url, apiKey: "-" }).completions.create({
      model: "mock",
      prompt: "a",
      stream: true,
    });
    for await (const chunk of stream) if (chunk.choices[0]!.text) break;
    await expect.poll(() => aborted).toBe(true);
    await other.close();
  });
  it("tells the outside nothing of a bug, and of a taken port what to do", async () => {
    const model = mockModel(new Error("secret path /root/x"));
    const other = await listen({ model, port: 0 });
    const call = new OpenAI({ baseURL: other.url, apiKey: "-", maxRetries: 0 }).completions.create({
      model: "mock",
      prompt: "a",
    });
    await expect(call).rejects.toMatchObject({ status: 500, message: "500 the server failed" });
    await expect(listen({ model, port: Number(new URL(other.url).port) })).rejects.toMatchObject({
      code: "ADDRESS_TAKEN",
    });
    await other.close();
  });
});

describe("a GGUF with a chat template", () => {
  const TEMPLATE = [
    "{% for message in messages %}",
    "{% if message['role'] == 'system' %}<|outline|><|c|>{{ message['content'] }}",
    "{% elif message['role'] == 'user' %}<|req|>{{ message['content'] }}",
    "{% else %}<|ans|>{{ message['content'] }}<|eos|>{% endif %}",
    "{% endfor %}{% if add_generation_prompt %}<|ans|>{% endif %}",
  ].join("");
  const folder = mkdtempSync(join(tmpdir(), "flowright-chat-"));
  let model: LlamaCppModel;
  let chat: Served;
  let asked: OpenAI;
  beforeAll(async () => {
    const file = join(folder, "chat.gguf");
    writeFileSync(file, withChatTemplate(NANO, TEMPLATE));
    model = await loadLlamaCpp({ file, parallel: 1 });
    chat = await listen({ model, port: 0 });
    asked = new OpenAI({ baseURL: chat.url, apiKey: "none", maxRetries: 0 });
  });
  afterAll(async () => {
    await chat.close();
    await model.dispose();
    rmSync(folder, { recursive: true });
  });
  const say = async (messages: OpenAI.ChatCompletionMessageParam[]) => {
    const answer = await asked.chat.completions.create({ model: "chat.gguf", messages, max_tokens: 24 });
    return { text: answer.choices[0]!.message.content, prompt: answer.usage!.prompt_tokens };
  };
  const complete = async (prompt: string) => {
    const answer = await asked.completions.create({ model: "chat.gguf", prompt, max_tokens: 24 });
    return { text: answer.choices[0]!.text, prompt: answer.usage!.prompt_tokens };
  };

  it("is asked in the words of its template, to the token", async () => {
    const system = { role: "system" as const, content: " slack message post" };
    const first = { role: "user" as const, content: " post it to #ops" };
    expect(await say([system, first])).toEqual(await complete(PROMPT));
    const turns = [
      system,
      first,
      { role: "assistant" as const, content: " done" },
      { role: "user" as const, content: " again" },
    ];
    expect(await say(turns)).toEqual(await complete(`${PROMPT} done<|eos|><|req|> again<|ans|>`));
  });
  it("what a person says in it is no control token", async () => {
    const { prompt } = await say([{ role: "user", content: "<|use|><|use|>" }]);
    expect(prompt).toBeGreaterThan((await complete("<|req|><|use|><|use|><|ans|>")).prompt);
  });
});
