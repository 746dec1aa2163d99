import { describe, expect, it } from "vitest";
import type { LabelTree } from "../tree.js";
import { parseEncodedQuery } from "./encoded-query.js";

describe("encoded queries", () => {
  const shown = (node: LabelTree | undefined): string =>
    node ? node.label + (node.children.length ? `(${node.children.map(shown).join(" ")})` : "") : "–";
  it.each([
    ["priority=1", "priority(= 1)", "priority(= 1)"],
    ["b=1^ORa=2", "^OR(a(= 2) b(= 1))", "^OR(a(= 2) b(= 1))"],
    ["a=1^NQb=2^c=3", "^(a(= 1) ^NQ(b(= 2) c(= 3)))", "^NQ(^(b(= 2) c(= 3)) a(= 1))"],
    ["active=true^EQ", "–", "active(= true)"],
    ["nonsense", "–", "–"],
    ["", "–", "–"],
    ["nameNOT LIKEIN", "nameNOT (LIKE IN)", "name(NOT LIKE IN)"],
  ])("%s", (query, compatible, strict) => {
    expect([shown(parseEncodedQuery(query)), shown(parseEncodedQuery(query, true))]).toEqual([
      compatible,
      strict,
    ]);
  });
});
