import { describe, expect, it } from "vitest";
import { knowsControlTokens, wholeTokens } from "./tokens.js";

describe("where forced text may be cut", () => {
  it.each([
    [" slack mess", " slack"],
    [" slack message post<|;|>", " slack message post<|;|>"],
    [" slack message ", " slack message"],
    ["<|;|> po", "<|;|>"],
    [" message", ""],
    ["age post<|;|>", ""],
    ["<|u", ""],
    ["", ""],
  ])("%j: %j", (text, certain) => expect(wholeTokens(text)).toBe(certain));
});

describe("a tokenizer that knows the control tokens", () => {
  it("makes one token of each", () => {
    expect(knowsControlTokens(() => [1])).toBe(true);
    expect(knowsControlTokens((text) => [...text])).toBe(false);
  });
});
