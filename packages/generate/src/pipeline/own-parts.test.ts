import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { type Codec, compactCodec, jsonCodec } from "../codec/index.js";
import type { Retriever } from "../retrieval/index.js";
import { mockModel } from "../testing/index.js";
import { generate } from "./index.js";

const catalog = coreCatalog();
const REQUEST = "post it to #ops";
const OUTLINE = "<|manual|> post it to #ops<|use|> slack message post<|;|>";
const answers = (outline = OUTLINE) =>
  mockModel(({ prompt }) => (prompt.startsWith("<|outline|>") ? outline : ""));

describe("one's own retriever", () => {
  it("chooses the candidates, at leisure, and need not score them", async () => {
    const retriever: Retriever = {
      retrieve: async () => ({ triggers: [], actions: [catalog.get("slack.message.post")!], clauses: [] }),
    };
    const model = answers();
    const { workflow } = await generate(REQUEST, { model, catalog, retriever });
    expect(workflow.steps).toMatchObject([{ use: "slack.message.post" }]);
    expect(model.calls[0]!.prompt).toContain("<|outline|><|c|> slack message post<|req|>");
    expect(model.calls[0]!.logitBias).toBeUndefined();
  });
});

describe("one's own codec", () => {
  it("asks in words of its own", async () => {
    const polite: Codec = {
      ...jsonCodec,
      id: "polite",
      plan: (input) => {
        const plan = jsonCodec.plan(input);
        return { ...plan, prompt: `Please. ${plan.prompt}` };
      },
    };
    const document = {
      version: 1,
      name: "",
      steps: [{ id: "s1", use: "slack.message.post", annotation: REQUEST }],
    };
    const model = mockModel(JSON.stringify(document));
    const { workflow } = await generate(REQUEST, { model, catalog, codec: polite });
    expect(workflow.steps).toMatchObject([{ use: "slack.message.post" }]);
    expect(model.calls[0]!.prompt).toMatch(/^Please\. You turn a request/);
  });
});

describe("what weights were trained on", () => {
  it("gives the form of the answers, unless the options ask for another", async () => {
    const silent = "<|manual|><|use|> slack message post<|;|>";
    const model = mockModel(({ prompt }) => (prompt.startsWith("<|outline|>") ? silent : ""), {
      metadata: { form: { annotations: false } },
    });
    const { workflow } = await generate(REQUEST, { model, catalog });
    expect(workflow.steps[0]).not.toHaveProperty("annotation");
    const asked = await generate(REQUEST, { model, catalog, experimental: { annotations: true } });
    expect(asked.issues.some(({ code }) => code === "shape")).toBe(true);
  });
  it("must be the prompts that this version writes", async () => {
    const fits = answers();
    const trained = (promptVersion: string) => ({ ...fits, metadata: { promptVersion } });
    const made = await generate(REQUEST, { model: trained(compactCodec.promptVersion), catalog });
    expect(made.workflow.steps).toHaveLength(1);
    await expect(generate(REQUEST, { model: trained("flowright-compact-0"), catalog })).rejects.toMatchObject(
      {
        code: "MODEL_UNSUITABLE",
        message: expect.stringContaining("flowright-compact-0"),
      },
    );
  });
  it("is asked for where a codec needs fine-tuned weights", async () => {
    const model = mockModel("", { capabilities: { compact: false } });
    await expect(generate(REQUEST, { model, catalog, codec: "compact" })).rejects.toMatchObject({
      code: "MODEL_UNSUITABLE",
    });
  });
});
