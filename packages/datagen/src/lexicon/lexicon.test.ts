import { readdirSync, readFileSync } from "node:fs";
import { FlowrightError } from "@flowright/workflow/core";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { parseData } from "./data-file.js";
import { lexicon, paraphraseGroups, paraphraseTemplates } from "./index.js";
import { CONNECTORS, PARAPHRASE_TEMPLATES, PARAPHRASES } from "./schemas/index.js";

const folder = new URL("../../data/", import.meta.url);

/** The message of the typed error that reading the text gives. */
function errorOf(text: string, schema: z.ZodType): string {
  try {
    parseData(text, "x.yaml", schema);
  } catch (error) {
    expect(FlowrightError.is(error) && error.code).toBe("DATA_INVALID");
    return (error as Error).message;
  }
  return expect.unreachable();
}

describe("the data files", () => {
  it("all pass their schemas, and all are read by somebody", () => {
    const camel = (name: string) => name.replace(".yaml", "").replace(/-./g, ([, c]) => c!.toUpperCase());
    const names = readdirSync(folder).map(camel);
    expect(names.sort()).toEqual([...Object.keys(lexicon), "paraphrases", "paraphraseTemplates"].sort());
    for (const file of Object.values(lexicon)) expect(Object.keys(file).length).toBeGreaterThan(0);
    expect(paraphraseGroups().length).toBeGreaterThan(350);
    expect(paraphraseTemplates()).toHaveLength(37);
  });
  it("are frozen, so that no draw changes what the next one sees", () => {
    expect(Object.isFrozen(lexicon.values)).toBe(true);
    expect(() => (lexicon.values.people as string[]).push("Bo")).toThrow(TypeError);
    expect(() => (lexicon.inventedCatalogs.verbs.create as string[]).pop()).toThrow(TypeError);
  });
  it("are read once", () => {
    expect(lexicon.values).toBe(lexicon.values);
  });
  it("hold no slot that no code fills", () => {
    const slots = new Set(
      readdirSync(folder)
        .filter((name) => name !== "paraphrase-templates.yaml")
        .flatMap((name) => readFileSync(new URL(name, folder), "utf8").match(/\{[a-z]\w*\}/g) ?? [])
        .map((slot) => slot.slice(1, -1)),
    );
    expect([...slots].sort()).toEqual([
      "a",
      "app",
      "field",
      "it",
      "noun",
      "nouns",
      "object",
      "objects",
      "one",
      "value",
      "words",
    ]);
  });
});

describe("a broken data file", () => {
  const schema = z.strictObject({ people: z.array(z.string()).min(1), roles: z.array(z.string()).min(1) });
  it.each([
    ["people: [Anna\nroles: [boss]\n", /^data\/x\.yaml, line \d: .*/],
    ["people:\n  - Anna\n  - 3\nroles: [boss]\n", /line 3: people\.1: .*string/],
    ["people: [Anna]\n", /line 1: roles: /],
    ["people: [Anna]\nroles: []\n", /line 2: roles: /],
    ["people: [Anna]\nroles: [boss]\ngroups: [all]\n", /line 1: .*groups/],
    ["people: [Anna]\npeople: [Bo]\nroles: [boss]\n", /line 2: .*unique/],
  ])("is named with its line and key: %j", (text, message) => {
    expect(errorOf(text, schema)).toMatch(message);
  });
  it("with an expression, a context or a part that is none", () => {
    const sets = "sets:\n  - followedBy: word\n    groups: |\n      a | b\n";
    expect(errorOf(`contexts:\n  word: /(/\n${sets}`, PARAPHRASES)).toMatch(/line 2: contexts\.word: /);
    expect(errorOf(`contexts: {}\n${sets}`, PARAPHRASES)).toMatch(/line 3: .*no context word/);
    expect(errorOf("contexts: {}\nsets:\n  - groups: |\n      alone\n", PARAPHRASES)).toMatch(/alone/);
    const template = "parts: {}\ntemplates:\n  - find: call ({who})\n    replace: ring {1}\n";
    expect(errorOf(template, PARAPHRASE_TEMPLATES)).toMatch(/line 3: .*no part who/);
  });
  it("without a title for one of the four verbs", () => {
    const text = readFileSync(new URL("connectors.yaml", folder), "utf8").replace(/^ {4}delete: .*\n/m, "");
    expect(errorOf(text, CONNECTORS)).toMatch(/titles\.0/);
  });
});

describe("paraphrase templates", () => {
  it("stand for a capital at the start, and for whole phrases", () => {
    const { find } = paraphraseTemplates()[0]!;
    const found = (text: string) => [...text.matchAll(find)].map(([words]) => words);
    expect(found("Let Anna know and let her know")).toEqual(["Let Anna know", "let her know"]);
    expect(found("outlet Anna know")).toEqual([]);
  });
});
