import { describe, expect, it } from "vitest";
import { mockModel } from "../testing/index.js";
import { complete, wrapLanguageModel } from "./index.js";

describe("a wrapped model", () => {
  it("hands through all that is not replaced", async () => {
    const metadata = { promptVersion: "v" };
    const model = mockModel("yes", { id: "m", metadata, probability: () => 0.5 });
    const wrapped = wrapLanguageModel(model, {
      async *generate(call) {
        for await (const chunk of model.generate(call))
          yield chunk.type === "text" ? { ...chunk, text: chunk.text.toUpperCase() } : chunk;
      },
    });
    expect((await complete(wrapped, { prompt: "p" })).text).toBe("YES");
    expect(wrapped).toMatchObject({ id: "m", metadata, capabilities: model.capabilities });
    expect(await wrapped.logProb!({ prompt: "p", answer: "yes" })).toBeCloseTo(Math.log(0.5));
    await wrapped.dispose();
    await expect(complete(model, { prompt: "p" })).rejects.toMatchObject({ code: "MODEL_DISPOSED" });
  });
  it("knows probabilities only where the model does", () => {
    const wrapped = wrapLanguageModel(mockModel("yes"), { logProb: async () => 0 });
    expect("logProb" in wrapped).toBe(false);
    expect("metadata" in wrapped).toBe(false);
  });
});
