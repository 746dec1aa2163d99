import { describe, expect, it } from "vitest";
import { wholeQuotation } from "./quotation.js";

describe("what is put in quotation marks", () => {
  it("is whole: the marks at its end belong to it", () => {
    expect(wholeQuotation("see you there", 'post "see you there!" in #ops')).toBe("see you there!");
    expect(wholeQuotation("are you ok", "ask Bo ‘are you ok?’ at 9")).toBe("are you ok?");
    expect(wholeQuotation("50% off", "tweet “50% off…”")).toBe("50% off…");
  });
  it("is not what only part of it is", () => {
    expect(wholeQuotation("see you", 'post "see you there!" in #ops')).toBeUndefined();
    expect(wholeQuotation("see you there", 'post "see you there" in #ops')).toBeUndefined();
    expect(wholeQuotation("go", "it's Bo's turn to go! he's off")).toBeUndefined();
  });
  it("is an emoji's name with its colons", () => {
    expect(wholeQuotation("bug", "reacts with :bug: in #dev")).toBe(":bug:");
    expect(wholeQuotation("bug", "topic:bug: none")).toBeUndefined();
  });
});
