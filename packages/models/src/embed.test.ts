import { afterEach, describe, expect, it } from "vitest";
import { type Fault, type FaultServer, faultServer } from "../../../test/support/fault-server.js";
import { hostedEmbedder, serverEmbedder } from "./ai-sdk/index.js";
import { loadEmbedder } from "./llama-cpp/index.js";

const NANO = new URL("../../flowright/models/nano/flowright-nano-q8_0.gguf", import.meta.url).pathname;

let server: FaultServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});
async function serve(...script: Fault[]): Promise<FaultServer> {
  server = await faultServer(script);
  return server;
}
const vectors = (...given: number[][]): Fault => ({
  status: 200,
  body: {
    object: "list",
    model: "m",
    data: given.map((embedding, index) => ({ object: "embedding", index, embedding })),
    usage: { prompt_tokens: 1, total_tokens: 1 },
  },
});
const refused = (status: number): Fault => ({
  status,
  headers: { "retry-after": "0" },
  body: { error: { message: "no entry with s3cret" } },
});

describe("embedders behind HTTP", () => {
  it("send texts and the key, and give vectors in their order", async () => {
    const { url, calls } = await serve(vectors([1, 1], [3, 1]));
    const embedder = await serverEmbedder({ url: `${url}/`, model: "bge", key: "s3cret" });
    expect(await embedder.embed(["a", "bcd"])).toEqual([
      [1, 1],
      [3, 1],
    ]);
    expect(calls[0]!.body).toMatchObject({ model: "bge", input: ["a", "bcd"] });
    expect(calls[0]!.headers.authorization).toBe("Bearer s3cret");
    expect(embedder.id).toBe(`${url}#bge`);
    expect(await embedder.embed([])).toEqual([]);
    expect(calls).toHaveLength(1);
  });
  it("try again where the server is busy", async () => {
    const { url, calls } = await serve(refused(429), refused(503), vectors([2, 1]));
    const embedder = await hostedEmbedder({ provider: "openai", model: "e", key: "k", baseUrl: url });
    expect(await embedder.embed(["ab"])).toEqual([[2, 1]]);
    expect(calls).toHaveLength(3);
  }, 20_000);
  it.each([
    ["a refused key", refused(401), "KEY_REFUSED"],
    ["an unknown model", refused(404), "MODEL_NOT_FOUND"],
    ["a broken server", refused(500), "SERVER_FAILED"],
    ["too few vectors", vectors([1, 2]), "SERVER_FAILED"],
    ["vectors of unequal length", vectors([1, 2], [1]), "SERVER_FAILED"],
  ])("tell of %s without the key", async (_, fault, code) => {
    const { url } = await serve(fault);
    const embedder = await serverEmbedder({ url, model: "m", key: "s3cret", retries: 0 });
    const failed = await embedder.embed(["a", "b"]).catch((error) => error);
    expect(failed).toMatchObject({ code });
    expect(failed.message).not.toContain("s3cret");
  });
  it("stop when they are told to", async () => {
    const { url } = await serve(vectors([1]));
    const embedder = await serverEmbedder({ url, model: "m" });
    const stopped = embedder.embed(["a"], AbortSignal.abort());
    await expect(stopped).rejects.toMatchObject({ code: "ABORTED" });
  });
});

describe("a GGUF file as an embedder", () => {
  it("gives vectors of one length, the same for the same text, and takes long texts and control tokens as text", async () => {
    const embedder = await loadEmbedder(NANO);
    try {
      const [a, b, again] = await embedder.embed(["post a message", "<|c|>", "post a message"]);
      expect(a).toEqual(again);
      expect(b).toHaveLength(a!.length);
      expect(b).not.toEqual(a);
      expect((await embedder.embed(["word ".repeat(5000)]))[0]).toHaveLength(a!.length);
    } finally {
      await embedder.dispose();
    }
  });
  it.each([
    ["nowhere.gguf", "MODEL_NOT_FOUND"],
    ["package.json", "MODEL_UNREADABLE"],
  ])("is refused for %s", async (file, code) => {
    await expect(loadEmbedder(file)).rejects.toMatchObject({ code });
  });
});
