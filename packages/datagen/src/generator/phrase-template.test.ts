import { Random } from "@flowright/workflow/core";
import { describe, expect, it } from "vitest";
import { parsePhrase, renderPhrase } from "./phrase-template.js";

describe("phrase templates", () => {
  it.each([
    ["post {text} (to|in) {channel} [in Slack]", /^post it (to|in) it( in Slack)?$/],
    ["~ [all] [of] rows", /^(all )?(of )?rows$/],
    ["a[b|c]d", /^a[bc]?d$/],
    ["unbalanced (text", /^unbalanced \(text$/],
  ])("%s", (source, pattern) => {
    for (let seed = 0; seed < 20; seed++)
      expect(renderPhrase(parsePhrase(source), new Random(seed), () => "it")).toMatch(pattern);
  });
  it("a slot without words takes its optional part along, or the phrase", () => {
    expect(renderPhrase(parsePhrase("post [to {channel}]"), new Random(1), () => undefined, 1)).toBe("post");
    expect(renderPhrase(parsePhrase("post to {channel}"), new Random(1), () => undefined)).toBeUndefined();
  });
});
