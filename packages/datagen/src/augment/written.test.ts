import { readdirSync, readFileSync } from "node:fs";
import { compact, isPartOf, prepareRequest } from "@flowright/generate/codec";
import { stepKind, validate, type Workflow, walk } from "@flowright/workflow";
import { type Catalog, parseCatalog } from "@flowright/workflow/catalog";
import { FlowrightError, Random } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { sampleByHash, scaled } from "../../../../test/support/corpus.js";
import { type DatasetItem, generateDataset, readWritten, type WrittenPair } from "../index.js";
import { retrieveCandidates } from "../sft/candidates.js";
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
const blocks = readdirSync(folder)
  .filter((name) => name.endsWith(".flow"))
  .flatMap((name) =>
    readFileSync(new URL(name, folder), "utf8")
      .split(/^===.*$/m)
      .filter((source) => source.trim())
      .map((source) => ({ name, source })),
  );
const catalogs = new Map<string, Catalog>();
function catalogOf(name: string): Catalog {
  if (name.startsWith("core-")) return core;
  const own = new URL(name.replace(/flow$/, "catalog.json"), folder);
  if (!catalogs.has(name)) catalogs.set(name, parseCatalog(readFileSync(own, "utf8"), name));
  return catalogs.get(name)!;
}
/** 200 of the written pairs, chosen by hash; all of them with `npm run test:full`. */
const pairs: WrittenPair[] = sampleByHash(blocks, 200, ({ source }) => source).flatMap(({ name, source }) =>
  readWritten(source, catalogOf(name), name),
);

/** What an outline says: each node's step or kind, and its words. */
const outlineOf = ({ trigger, steps }: Workflow) =>
  [...(trigger ? [trigger] : []), ...[...walk(steps)].map(({ step }) => step)].map((node) => [
    "use" in node ? node.use : "id" in node ? stepKind(node) : "placeholder",
    node.annotation,
  ]);

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
  it(`can all be spelled, word for word (${pairs.length})`, () => {
    expect(pairs.length).toBeGreaterThanOrEqual(200);
    for (const pair of pairs) {
      const used = [pair.workflow.trigger, ...[...walk(pair.workflow.steps)].map(({ step }) => step)];
      const ids = used.flatMap((node) => (node && "use" in node ? [node.use] : []));
      const whole = { ...pair, used: ids, withheld: [] };
      const candidates = retrieveCandidates(whole, new Random(1));
      const [outline] = sftExamples(whole, candidates);
      const parser = new compact.OutlineParser(prepareRequest(pair.request), compact.makeAliases(candidates));
      [...parser.push(outline!.answer)];
      const written = outlineOf(pair.workflow);
      const read = outlineOf(parser.finish());
      // a mark or "'t" that the last word of an annotation lacks is completed when an answer is read
      const trimmed = read.map(([kind, words], i) => {
        const { 1: own } = written[i] ?? [];
        const rest = own === undefined ? undefined : words?.replace(own, "");
        return [kind, rest !== undefined && /^[^\s\w]{0,4}[ts]?[^\s\w]{0,4}$/.test(rest) ? own : words];
      });
      expect(trimmed, pair.request).toEqual(written);
    }
  });
});

describe("variations", () => {
  const some = pairs.filter((_, i) => i % 4 === 0);

  it("are valid over their own catalogue, with annotations that the request says", () => {
    const rng = new Random(4);
    let changed = 0;
    for (const written of some) {
      const before = JSON.stringify(written.workflow);
      for (let n = 0; n < scaled(4, 2); n++) {
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
    expect(changed).toBeGreaterThan(some.length * scaled(2, 1));
  });
  it("are mixed into the data in their share, the same for the same seed", () => {
    const make = (count: number, seed: number, writtenShare: number) => [
      ...generateDataset({ count, seed, written: some, writtenShare }),
    ];
    const requests = (items: readonly DatasetItem[]) => items.map(({ pair }) => pair.request);
    const whole = make(20, 2, 1);
    expect(new Set(whole.map(({ source }) => source))).toEqual(new Set(["written"]));
    expect(requests(make(20, 2, 1))).toEqual(requests(whole));
    expect(requests(make(20, 3, 1))).not.toEqual(requests(whole));
    const written = make(60, 4, 0.5).filter(({ source }) => source === "written").length;
    expect(written).toBeGreaterThan(18);
    expect(written).toBeLessThan(42);
    expect(requests(make(40, 2, 0))).toEqual(requests([...generateDataset({ count: 40, seed: 2 })]));
  });
});
