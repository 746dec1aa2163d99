import { Random } from "@flowright/workflow/core";
import { describe, expect, it } from "vitest";
import { drawAlternatives, fillTemplate } from "./index.js";

describe("templates", () => {
  it("take each slot's words as they are, and leave a slot without words", () => {
    expect(fillTemplate("{it} is {value}, {it} {x}", { it: "$& {value}", value: "open" })).toBe(
      "$& {value} is open, $& {value} {x}",
    );
  });
  it("draw one of each alternative, and leave other parentheses", () => {
    const drawn = new Set(
      Array.from({ length: 50 }, (_, seed) => drawAlternatives("(a|b) (c) (d|e)", new Random(seed))),
    );
    expect([...drawn].sort()).toEqual(["a (c) d", "a (c) e", "b (c) d", "b (c) e"]);
  });
});
