import { Random } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { lexicon } from "../lexicon/index.js";
import { unmark } from "./marks.js";
import { renderIf } from "./render-branches.js";
import { RequestBuilder } from "./request-builder.js";

/** Ends each block inside of the branch at once. */
const renderBlock = () => ({ text: "stop", steps: [], open: false });

const requests = Array.from({ length: 400 }, (_, seed) => {
  const builder = new RequestBuilder(coreCatalog(), new Random(seed));
  return unmark(renderIf(builder, { depth: 0, loop: false, sentences: true, renderBlock }).text).text;
});

describe("branches", () => {
  it("draw each of the conjunctions before a condition", () => {
    const { before } = lexicon.clauses.ifs;
    expect(before).toEqual(expect.arrayContaining(["if", "in case", "when", "only if", "whenever"]));
    for (const conjunction of before)
      expect(
        requests.some((request) => request.startsWith(`${conjunction} `)),
        conjunction,
      ).toBe(true);
  });
});
