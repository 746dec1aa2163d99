import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { encode, features, fnv } from "./encoder.js";
import { DenseIndex, LexicalRetriever, ownEmbedder, searchQueries } from "./index.js";

const cosine = (a: string, b: string) => {
  const [x, y] = [encode(a), encode(b)];
  return x.reduce((sum, value, i) => sum + value * y[i]!, 0);
};

describe("the package's own encoder", () => {
  it("hashes as its trainer does", () => {
    // trainer/tests/test_encoder.py has the same numbers
    expect(fnv("")).toBe(2166136261);
    expect(fnv("größe")).toBe(3443061914);
    expect(features("post", 16384)).toEqual([233, 2356, 3195, 3289, 4005, 9353, 12589, 14106, 14919, 14923]);
  });
  it("gives vectors of length 1, and zeros for what has no word", () => {
    expect(cosine("post it", "post it")).toBeCloseTo(1, 5);
    expect([...encode("🎉 …")].every((value) => value === 0)).toBe(true);
  });
  it("knows words that mean the same, and endures slips", () => {
    expect(cosine("give Anna a ring", "Phone: Call")).toBeGreaterThan(
      cosine("give Anna a ring", "Trello: Create card"),
    );
    expect(cosine("send an emial", "Email: Send email")).toBeGreaterThan(
      cosine("send an emial", "Jira: Create issue"),
    );
  });
  it("finds candidates with the words' index", async () => {
    const core = coreCatalog();
    const request = "when a jira issue is created, give Anna a ring";
    const dense = await new DenseIndex(ownEmbedder()).index(core, searchQueries(request));
    const { actions, triggers } = new LexicalRetriever(core).retrieve(request, { denseIndex: dense });
    expect(triggers[0]?.id).toBe("jira.issue.created");
    expect(actions.map(({ id }) => id)).toContain("sms.call.make");
  });
});
