import type { FieldSchema } from "@flowright/workflow/catalog";
import { Random } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { conditionOn } from "./condition-forms.js";
import { unmark } from "./marks.js";
import { RequestBuilder } from "./request-builder.js";

/** The conditions that are drawn for a field of "it", in words. */
function drawn(key: string, schema: FieldSchema): Set<string> {
  const texts = Array.from({ length: 300 }, (_, seed) => {
    const builder = new RequestBuilder(coreCatalog(), new Random(seed));
    const left = { ref: `trigger.${key}` };
    const made = conditionOn(builder, { key, schema, field: `its ${key}`, it: "it", left });
    return made ? unmark(made.text).text : "";
  });
  return new Set(texts);
}

describe("conditions on a field", () => {
  it("of a choice take each form as it is written", () => {
    const texts = drawn("priority", { type: "string", enum: ["high"] });
    expect([...texts].sort()).toEqual(
      [
        "it has high priority",
        "it is high",
        "it is high priority",
        "it is not high",
        "it isn't high",
        "it's a high-priority one",
        "it's high",
        "its priority equals high",
        "its priority is anything but high",
        "its priority is high",
        "its priority is not high",
        "its priority is set to high",
        "its priority isn't high",
      ].sort(),
    );
  });
  it("of a person hold no mark of the templates", () => {
    for (const text of drawn("assignee", { type: "string", "x-kind": "person" }))
      expect(text).toMatch(/^[^{}()]+$/);
  });
  it("are not drawn for lists of other things than texts", () => {
    expect([...drawn("rows", { type: "array", items: { type: "object" } })]).toEqual([""]);
  });
});
