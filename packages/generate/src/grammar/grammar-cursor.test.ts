import { Random } from "@flowright/workflow/core";
import { describe, expect, it } from "vitest";
import {
  chars,
  choice,
  type Grammar,
  GrammarCursor,
  json,
  many,
  type Node,
  optional,
  rule,
  sample,
  seq,
  text,
} from "./index.js";

const grammar = (root: Node, more: Record<string, Node> = {}): Grammar => ({
  root: "root",
  rules: new Map(Object.entries({ root, ...more })),
});
const after = (one: Grammar, said: string): string => {
  const cursor = new GrammarCursor(one);
  cursor.push(said);
  return cursor.forcedText();
};

const letters = many(chars("a-z"), 1);
const steps = grammar(seq(many(rule("step"), 1, 2), text(".")), {
  step: seq(choice(text("use a b"), text("use a c"), seq(text("say "), letters)), text(";")),
});

describe("what a grammar forces", () => {
  it.each([
    ["", ""],
    ["u", "se a "],
    ["use a b", ";"],
    ["use a b;use a c", ";."],
    ["say x", ""],
    ["say", " "],
    ["use a b;say x;", "."],
    ["use a b;say x;.", ""],
    ["something else", ""],
  ])("after %j comes %j", (said, forced) => expect(after(steps, said)).toBe(forced));

  it("tells nothing where the answer may end or where a grammar of JSON begins", () => {
    expect(after(grammar(seq(text("a"), optional(text("bc")))), "a")).toBe("");
    expect(after(grammar(seq(text("a"), json("number"), text("b"))), "a")).toBe("");
    expect(after(grammar(seq(text("né🎉"), text("x"))), "n")).toBe("é🎉x");
  });

  it("is always how a text of the grammar goes on", () => {
    const rng = new Random(3);
    for (let n = 0; n < 200; n++) {
      const said = sample(steps, rng, 8);
      const cursor = new GrammarCursor(steps);
      for (let at = 0; at < said.length; at++) {
        expect(said.slice(at).startsWith(cursor.forcedText()), said.slice(0, at)).toBe(true);
        cursor.push(said[at]!);
      }
      expect(cursor.forcedText()).toBe("");
    }
  });

  it("keeps no more places than the grammar has, however often a phrase is repeated", () => {
    const REPEATS = 12;
    const words = Array.from({ length: REPEATS }, () => ["call ", "Ann "]).flat();
    const spans = Object.fromEntries(
      words.map((word, i) => [
        `span-${i}`,
        i + 1 < words.length ? seq(text(word), optional(rule(`span-${i + 1}`))) : text(word),
      ]),
    );
    const one = grammar(many(seq(rule("span"), choice(text("do;"), text("stop;"))), 1), {
      span: choice(...words.map((_, i) => rule(`span-${i}`))),
      ...spans,
    });
    const cursor = new GrammarCursor(one);
    let most = 0;
    for (const char of "call Ann do;".repeat(REPEATS)) {
      cursor.push(char);
      most = Math.max(most, cursor.places);
    }
    // one for each word of the request, and the two words that a step may begin with
    expect(most).toBeLessThanOrEqual(words.length + 2);
    cursor.push("call Ann s");
    expect(cursor.forcedText()).toBe("top;");
  });

  it("ends where a repetition may read nothing", () => {
    expect(after(grammar(seq(many(optional(text("a"))), text("b"))), "a")).toBe("");
  });
});
