import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { readWritten, type WriteOptions, writeDataset } from "../index.js";

const pairs = readWritten(
  `===
when a stripe payment fails, text me
---
on stripe.payment.failed // a stripe payment fails
sms.message.send phone="me" // text me
===
create a jira issue and tell Anna on slack
---
jira.issue.create // create a jira issue
slack.message.send person="Anna" // tell Anna on slack
`,
  coreCatalog(),
  "x.flow",
);

/** The rows of the card's tables, by label, and the lines of the two files. */
async function write(options: Omit<WriteOptions, "out">) {
  const out = mkdtempSync(join(tmpdir(), "flowright-card-"));
  const summary = await writeDataset({ out, ...options });
  const text = (name: string) => readFileSync(join(out, name), "utf8");
  const rows = new Map(
    [...text("CARD.md").matchAll(/^\| (?:- )?(.*?) \| (.*) \|$/gm)].map(([, label = "", cells = ""]) => [
      label,
      cells.split(" | "),
    ]),
  );
  const files = ["train.jsonl", "valid.jsonl"].map(text);
  const stages = files.map((file) =>
    file
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).stage as string),
  );
  const sha256 = files.map((file) => createHash("sha256").update(file).digest("hex"));
  return { summary, rows, stages, sha256, card: text("CARD.md") };
}

const countOf = (cell = "") => Number(cell.split(" ")[0]);

describe("the data card", () => {
  it("counts what is in the files, by source and by stage", async () => {
    const { summary, rows, stages, sha256, card } = await write({
      count: 50,
      valid: 5,
      seed: 3,
      writtenShare: 0.2,
      crudShare: 0.1,
      written: pairs,
    });
    const counts = (stage: string) =>
      stages.map((file) => String(file.filter((one) => one === stage).length));
    expect(rows.get("of stage 1: the outline")).toEqual(counts("outline"));
    expect(rows.get("of stage 2: inputs, conditions and lists")).toEqual(counts("inputs"));
    expect(rows.get("examples")).toEqual(stages.map((file) => String(file.length)));
    // each request has one outline
    expect(rows.get("requests")).toEqual(counts("outline"));
    expect(rows.get("requests")![0]).toBe(String(summary.requests));
    expect(rows.get("SHA-256")).toEqual(sha256);
    expect(summary.sha256).toBe(sha256[0]);
    const sources = [
      "made up over the catalogue `core`",
      "made up over invented catalogues",
      "variations of pairs written by hand",
      "made up over connectors: create, find, update, delete",
    ].map((label) => countOf(rows.get(label)![0]));
    expect(sources.reduce((sum, count) => sum + count, 0)).toBe(summary.requests);
    for (const count of sources) expect(count).toBeGreaterThan(0);
    expect(countOf(rows.get("invented catalogues that they are about")![0])).toBeGreaterThan(5);
    expect(card).toContain("variations of one pair can be in\nboth files");
  });

  it("gives the options that were used, with their defaults, and the hash of the written pairs", async () => {
    const options = {
      count: 20,
      valid: 5,
      seed: 7,
      writtenShare: 0.5,
      crudShare: 0.1,
      inputsPerRequest: 0.7,
    };
    const { rows } = await write({ ...options, written: pairs, form: { annotations: false } });
    const hash = createHash("sha256");
    for (const { request, workflow } of pairs) hash.update(`${JSON.stringify([request, workflow])}\n`);
    expect(
      Object.fromEntries(
        [
          "seed",
          "requests asked for in train.jsonl",
          "requests asked for in valid.jsonl",
          "share of variations of written pairs",
          "share of CRUD requests in the rest",
          "share of invented catalogues in what is left",
          "invented catalogues to draw from",
          "stages",
          "annotations in the answers",
          "examples of stage 2 a request, at most",
          "written pairs",
          "SHA-256 of the written pairs",
        ].map((label) => [label, rows.get(label)?.join()]),
      ),
    ).toEqual({
      seed: "7",
      "requests asked for in train.jsonl": "20",
      "requests asked for in valid.jsonl": "5",
      "share of variations of written pairs": "0.5",
      "share of CRUD requests in the rest": "0.1",
      "share of invented catalogues in what is left": "0.45",
      "invented catalogues to draw from": "300",
      stages: "2",
      "annotations in the answers": "no",
      "examples of stage 2 a request, at most": "0.7",
      "written pairs": "2",
      "SHA-256 of the written pairs": hash.digest("hex"),
    });
  });

  it("claims nothing of written pairs or of stages where there are none", async () => {
    const { rows, stages, card } = await write({
      count: 30,
      valid: 5,
      seed: 2,
      form: { passes: "singlePass" },
    });
    expect(rows.get("variations of pairs written by hand")).toEqual(["0 (0%)", "0 (0%)"]);
    expect(rows.get("share of variations of written pairs")).toEqual(["0"]);
    expect(rows.get("share of CRUD requests in the rest")).toEqual(["0"]);
    expect(rows.get("SHA-256 of the written pairs")).toEqual(["none"]);
    expect(rows.get("of one stage: the whole workflow")).toEqual(stages.map((file) => String(file.length)));
    expect(rows.has("of stage 1: the outline")).toBe(false);
    expect(card).not.toContain("variations of one pair can be");
  });
});
