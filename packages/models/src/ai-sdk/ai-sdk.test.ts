import { constant, field, object } from "@flowright/generate/grammar";
import { complete, type LanguageModel } from "@flowright/generate/model";
import { testLanguageModel } from "@flowright/generate/testing";
import { afterEach, describe, expect, it } from "vitest";
import { type Fault, type FaultServer, faultServer } from "../../../../test/support/fault-server.js";
import { hostedModel, serverModel } from "./index.js";

const open: FaultServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(script: readonly Fault[], options: object = {}): Promise<[LanguageModel, FaultServer]> {
  const server = await faultServer(script);
  open.push(server);
  return [await serverModel({ url: server.url, model: "model-a", key: "sk-secret", ...options }), server];
}
const GRAMMAR = { root: "main", rules: new Map([["main", object(field("a", constant(1)))]]) };
const call = { prompt: "hello", messages: [{ role: "user" as const, content: "hello" }] };
const soon = { headers: { "retry-after-ms": "5" } };

describe("a model behind HTTP", () => {
  it("streams, and keeps tokens, finish reason and times", async () => {
    const [model, { calls }] = await start([{ say: '{"a": 1}' }]);
    const chunks = [];
    for await (const chunk of model.generate({ ...call, grammar: GRAMMAR, maxTokens: 99, seed: 3 }))
      chunks.push(chunk);
    expect(chunks.length).toBeGreaterThan(2);
    expect(chunks.at(-1)).toMatchObject({
      type: "finish",
      reason: "stop",
      usage: { promptTokens: 11, cachedTokens: 4, answerTokens: 7 },
      timing: { first: expect.any(Number), total: expect.any(Number) },
    });
    expect(calls[0]!.body).toMatchObject({
      model: "model-a",
      max_tokens: 99,
      temperature: 0,
      seed: 3,
      stream: true,
      messages: [{ role: "user", content: "hello" }],
      response_format: { type: "json_schema", json_schema: { schema: { required: ["a"] } } },
    });
    expect(calls[0]!.headers.authorization).toBe("Bearer sk-secret");
  });
  it("says when an answer was cut at its length", async () => {
    const [model] = await start([{ say: "long", finish: "length", usage: false }]);
    expect(await complete(model, call)).toMatchObject({ reason: "length", usage: { answerTokens: 0 } });
  });
  it("tries again after 429 and 500, no sooner than it is told to", async () => {
    const [model, { calls }] = await start([
      { status: 429, headers: { "retry-after-ms": "120" } },
      { status: 500, ...soon },
      { say: "there" },
    ]);
    expect((await complete(model, call)).text).toBe("there");
    expect(calls.length).toBe(3);
    expect(calls[1]!.at - calls[0]!.at).toBeGreaterThanOrEqual(115);
  });
  it("gives up after its tries, naming the last answer; the failure is not the model's", async () => {
    const [model, { calls }] = await start([{ status: 503, ...soon }], { retries: 2 });
    await expect(complete(model, call)).rejects.toMatchObject({
      code: "SERVER_FAILED",
      retryable: true,
      message: expect.stringMatching(/503.*tried 3 times/),
    });
    expect(calls.length).toBe(3);
  });
  it.each([
    ["a stream that ends in the middle", { truncate: '{"a":' }],
    ["a connection that breaks in the middle", { truncate: '{"a":', cut: true }],
  ] as [string, Fault][])("%s is no answer", async (_, fault) => {
    const [model] = await start([fault], { retries: 0 });
    await expect(complete(model, call)).rejects.toMatchObject({ code: "SERVER_FAILED", retryable: true });
  });
  it("gives a server up that falls silent", async () => {
    const [model] = await start([{ stall: "one" }], { stallMs: 150 });
    await expect(complete(model, call)).rejects.toMatchObject({
      code: "SERVER_FAILED",
      message: expect.stringMatching(/no word from the server/),
    });
  });
  it("a refusal is the model's failure", async () => {
    const [model] = await start([{ refuse: "I cannot do that" }]);
    await expect(complete(model, call)).rejects.toMatchObject({ code: "MODEL_FAILED" });
  });
  it("asks without a schema where the server takes none, once and for all", async () => {
    const turned = { status: 400, body: { error: { message: "response_format is not supported" } } };
    const [model, { calls }] = await start([turned, { say: "{}" }]);
    for (let i = 0; i < 2; i++)
      expect((await complete(model, { ...call, grammar: GRAMMAR })).text).toBe("{}");
    expect(calls.map(({ body }) => "response_format" in body)).toEqual([true, false, false]);
  });
  it.each([
    [401, "KEY_REFUSED", {}],
    [404, "MODEL_NOT_FOUND", {}],
    [400, "SERVER_FAILED", {}],
    [400, "CONTEXT_OVERFLOW", { error: { message: "maximum context length is 8192 tokens" } }],
  ])("status %i is %s, at once, and no message holds the key", async (status, code, body) => {
    const error = { error: { message: "sk-secret is not right" }, ...body };
    const [model, { calls }] = await start([{ status, body: error }]);
    const caught = await complete(model, call).catch((one) => one);
    expect(caught).toMatchObject({ code });
    expect(JSON.stringify([caught.message, caught.hint, caught.data, String(caught.cause)])).not.toContain(
      "sk-secret",
    );
    expect(calls.length).toBe(1);
  });
  it("stops when told to", async () => {
    const [model] = await start([{ stall: "one" }]);
    const controller = new AbortController();
    const run = async () => {
      for await (const _ of model.generate({ ...call, signal: controller.signal })) controller.abort();
    };
    await expect(run()).rejects.toMatchObject({ code: "ABORTED" });
  });
  it("begins no more calls a minute than allowed", async () => {
    const [model, { calls }] = await start([{ say: "a" }], { callsPerMinute: 600 });
    await Promise.all([1, 2, 3].map(() => complete(model, call)));
    expect(calls[2]!.at - calls[0]!.at).toBeGreaterThan(150);
  });
  it("knows the server's models, and says when there is no server", async () => {
    const { url, close } = await faultServer([{ say: "a" }]);
    await expect(serverModel({ url, model: "modl-a" })).rejects.toMatchObject({
      code: "MODEL_NOT_FOUND",
      hint: "Did you mean model-a?",
    });
    await expect(serverModel({ url })).rejects.toMatchObject({ hint: "It has model-a, model-b." });
    await close();
    await expect(serverModel({ url, model: "a" })).rejects.toMatchObject({ code: "SERVER_FAILED" });
  });
  it("a hosted model is asked with a schema that allows optional fields", async () => {
    const server = await faultServer([{ status: 400, body: { error: { message: "no" } } }]);
    open.push(server);
    const model = await hostedModel({
      provider: "openai",
      model: "gpt-4.1",
      key: "sk-secret",
      baseUrl: server.url,
    });
    await expect(complete(model, { ...call, grammar: GRAMMAR })).rejects.toMatchObject({
      code: "SERVER_FAILED",
    });
    expect(server.calls[0]!.body).toMatchObject({
      text: { format: { type: "json_schema", strict: false, schema: { required: ["a"] } } },
    });
  });
});

testLanguageModel(
  "ai-sdk",
  {
    open: async () => (await start([{ say: "a whole answer" }]))[0],
    prompt: "hello",
    chat: true,
    skip: {
      maxTokens: "the server cuts answers, and this one does not",
      grammar: "the server binds answers, and this one does not",
      stopWhen: "a server counts tokens at the end of its answer alone",
      logProb: "servers do not tell the probability of a given answer",
    },
  },
  { describe, it },
);
