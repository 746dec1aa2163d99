import { describe, expect, it } from "vitest";
import { fromGgufMetadata, type ModelMetadata, toGgufMetadata } from "./index.js";

const METADATA: ModelMetadata = {
  promptVersion: "flowright-compact-1",
  form: { annotations: false, passes: "singlePass" },
  trainedSteps: new Set(["sms.message.send", "slack.message.post"]),
};

describe("what weights know, as key-values of a GGUF file", () => {
  it("is read back as it was written", () => {
    const values = toGgufMetadata(METADATA);
    expect(values).toEqual({
      "flowright.prompt_version": "flowright-compact-1",
      "flowright.annotations": false,
      "flowright.passes": "singlePass",
      "flowright.trained_steps": ["slack.message.post", "sms.message.send"],
    });
    expect(fromGgufMetadata(JSON.parse(JSON.stringify(values)))).toEqual(METADATA);
  });
  it("is nothing where a file has none of the keys, or other values under them", () => {
    expect(toGgufMetadata({})).toEqual({});
    expect(fromGgufMetadata({ "general.name": "x" })).toBeUndefined();
    expect(fromGgufMetadata({ "flowright.passes": 2, "flowright.annotations": "yes" })).toBeUndefined();
  });
});
