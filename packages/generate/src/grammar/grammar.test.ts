import { Random } from "@flowright/workflow/core";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scaled } from "../../../../test/support/corpus.js";
import { accepts } from "../../../../test/support/grammar.js";
import {
  array,
  choice,
  constant,
  field,
  type Grammar,
  json,
  many,
  type Node,
  object,
  optional,
  rule,
  sample,
  seq,
  text,
  toGbnf,
  toJsonSchema,
  trie,
  wider,
} from "./index.js";

const grammar = (root: Node, rules: Record<string, Node> = {}): Grammar => ({
  root: "main",
  rules: new Map([["main", root], ...Object.entries(rules)]),
});

describe("GBNF, by llama.cpp's own engine", () => {
  const cases: { name: string; node: Node; yes: string[]; no: string[]; rules?: Record<string, Node> }[] = [
    {
      name: "text with marks",
      node: text('a "b" \\ <|use|> é 日 \n'),
      yes: ['a "b" \\ <|use|> é 日 \n'],
      no: ['a "b" \\ <|use|> é 日', "", "a"],
    },
    { name: "choice", node: choice(text("ab"), text("c")), yes: ["ab", "c"], no: ["a", "abc", ""] },
    {
      name: "sequence",
      node: seq(text("a"), choice(text("b"), text("c")), text("d")),
      yes: ["abd", "acd"],
      no: ["ad", "abcd"],
    },
    { name: "many", node: many(text("ab"), 1, 3), yes: ["ab", "ababab"], no: ["", "abababab", "aba"] },
    { name: "optional", node: seq(optional(text("x")), text("y")), yes: ["y", "xy"], no: ["x", "xxy"] },
    {
      name: "rules",
      node: seq(text("("), optional(rule("main-2")), text(")")),
      rules: { "main-2": choice(text("."), seq(text("["), rule("main-2"), text("]"))) },
      yes: ["()", "(.)", "([[.]])"],
      no: ["([.)", "(]"],
    },
    {
      name: "trie",
      node: trie(["slack message post", "slack message send", "slack", "jira issue"]),
      yes: ["slack", "slack message post", "jira issue"],
      no: ["slack message", "jira", "slack jira"],
    },
    {
      name: "constants",
      node: choice(constant('a"b'), constant(3), constant(null), constant(true)),
      yes: ['"a\\"b"', "3", "null", "true"],
      no: ['"ab"', "false"],
    },
    {
      name: "strings",
      node: json("string"),
      yes: ['""', '"a\\n\\u00e9"', '"ü"'],
      no: ['"', '"\n"', "'a'", '"\\x"'],
    },
    { name: "numbers", node: json("number"), yes: ["0", "-3.5", "12"], no: ["01", "1.", "+1", "a"] },
    { name: "integers", node: json("integer"), yes: ["0", "-12"], no: ["1.5", "01"] },
    {
      name: "array",
      node: array(json("boolean"), 1, 2),
      yes: ["[true]", "[true,false]"],
      no: ["[]", "[true,true,true]", "[true,]"],
    },
    { name: "empty array", node: array(text("x"), 0), yes: ["[]", "[x,x,x]"], no: ["[,]"] },
    {
      name: "object",
      node: object(field("a", constant(1), false), field("b", constant(2)), field("c", constant(3), false)),
      yes: ['{"b":2}', '{"a":1,"b":2}', '{"a":1,"b":2,"c":3}', '{"b":2,"c":3}'],
      no: ['{"a":1}', "{}", '{"b":2,"a":1}', '{"a":1"b":2}'],
    },
    {
      name: "object of optional fields",
      node: object(field("a", constant(1), false), field("b", constant(2), false)),
      yes: ["{}", '{"a":1}', '{"b":2}', '{"a":1,"b":2}'],
      no: ['{,"b":2}', '{"b":2,"a":1}'],
    },
  ];
  it.each(cases)("$name", async ({ node, yes, no, rules }) => {
    for (const one of yes) expect(await accepts(grammar(node, rules), one), `should take ${one}`).toBe(true);
    for (const one of no)
      expect(await accepts(grammar(node, rules), one), `should refuse ${one}`).toBe(false);
  });

  it("fails loudly on what it cannot hold", () => {
    expect(() => toGbnf(grammar(rule("nowhere")))).toThrow(/nowhere/);
    expect(() => toGbnf(grammar({ kind: "choice", options: [] }))).toThrow(/nothing/);
  });
});

describe("JSON Schema", () => {
  it("says the same as the grammar", () => {
    const node = object(
      field("use", choice(constant("a"), constant("b"))),
      field("n", json("integer"), false),
      field("list", array(rule("item"), 1, 3)),
    );
    const schema = toJsonSchema(
      grammar(node, { item: choice(json("string"), object(field("ref", json("string")))) }),
    );
    const valid = new Ajv({ strict: false }).compile(schema);
    expect(valid({ use: "a", list: ["x", { ref: "s1" }] })).toBe(true);
    expect(valid({ use: "c", list: ["x"] })).toBe(false);
    expect(valid({ use: "a", list: [] })).toBe(false);
    expect(valid({ use: "a", n: 1.5, list: ["x"] })).toBe(false);
    expect(valid({ use: "a", list: ["x"], more: 1 })).toBe(false);
  });

  it("refuses text nodes, and takes the wider form where one is given", () => {
    expect(() => toJsonSchema(grammar(seq(text("a"), text("b"))))).toThrow(
      expect.objectContaining({ code: "GRAMMAR_UNSUPPORTED" }),
    );
    expect(toJsonSchema(grammar(wider(text('"a"'), { type: "string" })))).toEqual({ type: "string" });
  });

  it("names a choice once that is there twice", () => {
    const twice = grammar(choice(constant("a"), constant("b"), constant("a")));
    expect(toJsonSchema(twice)).toEqual({ enum: ["a", "b"] });
  });

  it("every sample of a JSON grammar is accepted by both back ends", async () => {
    const leaf = fc.oneof(
      fc.constantFrom<Node>(json("string"), json("number"), json("boolean")),
      fc.string().map((value): Node => constant(value)),
    );
    const node = fc.letrec<{ node: Node }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.array(tie("node"), { minLength: 1, maxLength: 3 }).map((options) => choice(...options)),
        tie("node").map((item) => array(item, 0, 3)),
        fc
          .uniqueArray(fc.constantFrom("a", "b", "c"), { maxLength: 3 })
          .chain((names) =>
            fc
              .tuple(
                ...names.map((name) =>
                  fc
                    .tuple(tie("node"), fc.boolean())
                    .map(([value, required]) => field(name, value, required)),
                ),
              )
              .map((fields) => object(...fields)),
          ),
      ),
    })).node;
    await fc.assert(
      fc.asyncProperty(node, fc.nat(), async (root, seed) => {
        const one = grammar(root);
        const made = sample(one, new Random(seed), 20);
        expect(await accepts(one, made)).toBe(true);
        expect(new Ajv({ strict: false }).validate(toJsonSchema(one), JSON.parse(made))).toBe(true);
      }),
      { numRuns: scaled(150, 30) },
    );
  });
});
