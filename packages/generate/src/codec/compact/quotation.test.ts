import { describe, expect, it } from "vitest";
import { quotedWith } from "./quotation.js";

describe("what is put in quotation marks", () => {
  it("is whole: the marks at its end belong to it", () => {
    expect(quotedWith("see you there", 'post "see you there!" in #ops')).toBe("see you there!");
    expect(quotedWith("are you ok", "ask Bo ‘are you ok?’ at 9")).toBe("are you ok?");
    expect(quotedWith("50% off", "tweet “50% off…”")).toBe("50% off…");
  });
  it("is not what only part of it is", () => {
    expect(quotedWith("see you", 'post "see you there!" in #ops')).toBeUndefined();
    expect(quotedWith("see you there", 'post "see you there" in #ops')).toBeUndefined();
    expect(quotedWith("go", "it's Bo's turn to go! he's off")).toBeUndefined();
  });
  it("is an emoji's name with its colons", () => {
    expect(quotedWith("bug", "reacts with :bug: in #dev")).toBe(":bug:");
    expect(quotedWith("bug", "topic:bug: none")).toBeUndefined();
  });
});
