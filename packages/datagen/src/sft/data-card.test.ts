import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { type DatasetOptions, readWritten, writeDataset } from "../index.js";
import { dataCard } from "./data-card.js";
import type { SftExample } from "./examples.js";
import { type DatasetSource, withDefaults } from "./generate-dataset.js";
import { Tally } from "./tally.js";

const pairs = readWritten(
  `===
when a stripe payment fails, text me
---
on stripe.payment.failed // a stripe payment fails
sms.message.send phone="me" // text me
===
create a jira issue
---
jira.issue.create // create a jira issue
`,
  coreCatalog(),
  "x.flow",
);

/** The rows of the card's tables, by label. */
const rowsOf = (card: string) =>
  Object.fromEntries(
    [...card.matchAll(/^\| (?:- )?(.*?) \| (.*) \|$/gm)].map(([, label = "", cells = ""]) => [
      label,
      cells.split(" | "),
    ]),
  );

/** A file with so many requests of each source, each with two examples of stage 2. */
function fileOf(counts: Partial<Record<DatasetSource, number>>, sha256: string) {
  const tally = new Tally();
  const stages: SftExample["stage"][] = ["outline", "inputs", "inputs"];
  const examples = stages.map((stage): SftExample => ({ stage, prompt: "", answer: "" }));
  for (const [source, count = 0] of Object.entries(counts))
    for (let i = 0; i < count; i++) {
      const pair = { ...pairs[0]!, used: [], withheld: i === 0 ? ["sms.message.send"] : [] };
      tally.add({ pair, source: source as DatasetSource, examples });
    }
  return { tally, sha256 };
}

function cardOf(options: Partial<DatasetOptions>): string {
  return dataCard({
    settings: withDefaults({ count: 20, ...options }),
    validCount: 5,
    inputsPerRequest: 0.7,
    train: fileOf({ catalog: 10, invented: 5, written: 20, crud: 5 }, "abc"),
    valid: fileOf({ catalog: 1, written: 3 }, "def"),
  });
}

describe("the data card", () => {
  it("counts requests by source and examples by stage, for both files", () => {
    expect(rowsOf(cardOf({ written: pairs }))).toMatchObject({
      requests: ["40", "4"],
      "made up over the catalogue `core`": ["10 (25%)", "1 (25%)"],
      "made up over invented catalogues": ["5 (13%)", "0 (0%)"],
      "variations of pairs written by hand": ["20 (50%)", "3 (75%)"],
      "made up over connectors: create, find, update, delete": ["5 (13%)", "0 (0%)"],
      "requests with a step that the candidates do not hold": ["4 (10%)", "2 (50%)"],
      "invented catalogues that they are about": ["1", "0"],
      examples: ["120", "12"],
      "of stage 1: the outline": ["40", "4"],
      "of stage 2: inputs, conditions and lists": ["80", "8"],
      "SHA-256": ["abc", "def"],
    });
  });

  it("gives the options that were used, with their defaults, and the hash of the written pairs", () => {
    const hash = createHash("sha256");
    for (const { request, workflow } of pairs) hash.update(`${JSON.stringify([request, workflow])}\n`);
    const options = { seed: 7, writtenShare: 0.5, written: pairs, form: { annotations: false } };
    expect(rowsOf(cardOf(options))).toMatchObject({
      seed: ["7"],
      "requests asked for in train.jsonl": ["20"],
      "requests asked for in valid.jsonl": ["5"],
      "share of variations of written pairs": ["0.5"],
      "share of CRUD requests in the rest": ["0.3"],
      "share of invented catalogues in what is left": ["0.45"],
      "invented catalogues to draw from": ["300"],
      stages: ["2"],
      "annotations in the answers": ["no"],
      "examples of stage 2 a request, at most": ["0.7"],
      "written pairs": ["2"],
      "SHA-256 of the written pairs": [hash.digest("hex")],
    });
    expect(cardOf(options)).toContain("variations of one pair can be in\nboth files");
  });

  it("claims nothing of written pairs or of stages where there are none", () => {
    const card = cardOf({ form: { passes: "singlePass" } });
    expect(rowsOf(card)).toMatchObject({
      "share of variations of written pairs": ["0"],
      "share of CRUD requests in the rest": ["0"],
      "SHA-256 of the written pairs": ["none"],
      "of one stage: the whole workflow": ["0", "0"],
    });
    expect(rowsOf(card)).not.toHaveProperty("of stage 1: the outline");
    expect(card).not.toContain("variations of one pair can be");
  });

  it("agrees with the files that are written", async () => {
    const out = mkdtempSync(join(tmpdir(), "flowright-card-"));
    const summary = await writeDataset({ out, count: 60, valid: 10, seed: 3 });
    const read = (name: string) => readFileSync(join(out, name), "utf8");
    const rows = rowsOf(read("CARD.md"));
    const files = ["train.jsonl", "valid.jsonl"].map(read);
    const count = (part: string) => files.map((file) => String(file.split(part).length - 1));
    expect(rows.requests).toEqual(count('{"stage":"outline"'));
    expect(rows.requests![0]).toBe(String(summary.requests));
    expect(rows.examples).toEqual(count('{"stage":'));
    expect(rows["of stage 2: inputs, conditions and lists"]).toEqual(count('{"stage":"inputs"'));
    expect(rows["SHA-256"]).toEqual(files.map((file) => createHash("sha256").update(file).digest("hex")));
    const made = ["made up over the catalogue `core`", "made up over invented catalogues"];
    const sum = made.reduce((all, label) => all + Number(rows[label]![0]!.split(" ")[0]), 0);
    expect(sum).toBe(summary.requests);
  });
});
