import { readdirSync, readFileSync } from "node:fs";
import { isPartOf } from "@flowright/generate/codec";
import { validate, walk } from "@flowright/workflow";
import { type Catalog, parseCatalog } from "@flowright/workflow/catalog";
import { FlowrightError, Random } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { generateDataset, readWritten, type WrittenPair } from "../index.js";
import { writtenCandidates } from "../sft/candidates.js";
import { sftExamples } from "../sft/examples.js";
import { augmentWritten } from "./augment.js";

const core = coreCatalog();
const PAIR = `===
Ping Anna on slack in #ops... I mean by sms, when a jira issue in project "WEB" is created with more than 50 votes
---
on jira.issue.created project="WEB" // a jira issue in project "WEB" is created
if says // with more than 50 votes
  sms.message.send phone="Anna" // Ping Anna on slack in #ops... I mean by sms
`;
const folder = new URL("../../written/", import.meta.url);
const all: [string, Catalog][] = readdirSync(folder)
  .filter((name) => name.endsWith(".flow"))
  .map((name) => {
    const own = new URL(name.replace(/flow$/, "catalog.json"), folder);
    return [name, name.startsWith("core-") ? core : parseCatalog(readFileSync(own, "utf8"), name)];
  });
const read = ([name, catalog]: [string, Catalog]) =>
  readWritten(readFileSync(new URL(name, folder), "utf8"), catalog, name);

describe("written pairs", () => {
  it("are read with their annotations cut to whole words", () => {
    const [pair] = readWritten(PAIR, core, "x.flow");
    expect(pair!.workflow.trigger).toMatchObject({ inputs: { project: "WEB" } });
    expect(pair!.workflow.steps[0]).toMatchObject({
      if: { says: "with more than 50 votes" },
      then: [{ use: "sms.message.send", inputs: { phone: "Anna" } }],
    });
  });
  it.each([
    [
      PAIR.replace("Ping Anna on slack in #ops... I mean by sms\n", "ring Anna\n"),
      /x.flow:1: .*does not say/,
    ],
    [`${PAIR}===\nno workflow\n`, /x.flow:\d: .*---/],
    [PAIR.replace("sms.message.send", "sms.message.burn"), /no step/],
  ])("say what is wrong with them, and where", (source, message) => {
    try {
      readWritten(source, core, "x.flow");
      expect.unreachable();
    } catch (error) {
      expect(FlowrightError.is(error) && error.code).toBe("PAIRS_INVALID");
      expect(String(error)).toMatch(message);
    }
  });
  it("can all be spelled, word for word", () => {
    for (const set of all)
      for (const pair of read(set)) {
        const used = [pair.workflow.trigger, ...[...walk(pair.workflow.steps)].map(({ step }) => step)];
        const ids = used.flatMap((node) => (node && "use" in node ? [node.use] : []));
        const whole = { ...pair, used: ids, withheld: [] };
        expect(
          sftExamples(whole, writtenCandidates(whole, new Random(1))).length,
          pair.request,
        ).toBeGreaterThan(0);
      }
  });
});

describe("variations", () => {
  const pairs: WrittenPair[] = all.filter((_, i) => i % 4 === 0).flatMap(read);

  it("are valid over their own catalogue, with annotations that the request says", () => {
    const rng = new Random(4);
    let changed = 0;
    for (const written of pairs) {
      const before = JSON.stringify(written.workflow);
      for (let n = 0; n < 4; n++) {
        const pair = augmentWritten(written, rng);
        if (pair.request !== written.request) changed++;
        const errors = validate(pair.workflow, pair.catalog).filter((issue) => issue.severity === "error");
        expect(errors, pair.request).toEqual([]);
        for (const { step } of walk(pair.workflow.steps))
          if (step.annotation !== undefined)
            expect(isPartOf(pair.request, step.annotation), pair.request).toBe(true);
        expect(pair.withheld.filter((id) => pair.used.includes(id))).toEqual([]);
      }
      // what was written stays as it was
      expect(JSON.stringify(written.workflow)).toBe(before);
    }
    expect(changed).toBeGreaterThan(pairs.length * 2);
  });
  it("are mixed into the data in their share, the same for the same seed", () => {
    const make = (seed: number) => [...generateDataset({ count: 60, seed, written: pairs, writtenShare: 1 })];
    expect(make(2).map(({ pair }) => pair.request)).toEqual(make(2).map(({ pair }) => pair.request));
    const none = [...generateDataset({ count: 40, seed: 2, written: pairs, writtenShare: 0 })];
    expect(none.map(({ pair }) => pair.request)).toEqual(
      [...generateDataset({ count: 40, seed: 2 })].map(({ pair }) => pair.request),
    );
  });
});
