import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compact, isPartOf } from "@flowright/generate/codec";
import { type StepKind, stepKind, validate, walk } from "@flowright/workflow";
import { Random } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { scaled } from "../../../../test/support/corpus.js";
import { generateDataset, inventCatalog, makePair, writeDataset } from "../index.js";

const items = [...generateDataset({ count: scaled(1500, 400), seed: 4, catalog: coreCatalog() })];

describe("the synthetic generator", () => {
  it("gives the same data for the same seed, and other data for another", () => {
    const text = (seed: number) =>
      JSON.stringify([...generateDataset({ count: 30, seed })].map((item) => item.examples));
    expect(text(5)).toBe(text(5));
    expect(text(5)).not.toBe(text(6));
  });

  it("makes valid workflows whose annotations are the request's own words", () => {
    for (const { pair } of items) {
      expect(
        validate(pair.workflow, pair.catalog).filter((issue) => issue.severity === "error"),
        pair.request,
      ).toEqual([]);
      for (const { step } of walk(pair.workflow.steps))
        expect(isPartOf(pair.request, step.annotation!)).toBe(true);
    }
  });

  it("covers every flow logic, unmatched parts, typed triggers and starts by hand", () => {
    const kinds = new Set<StepKind>();
    // some are rare: one in a thousand
    for (let seed = 0; seed < 4000 && kinds.size < 12; seed++)
      for (const { step } of walk(makePair(coreCatalog(), new Random(seed))?.workflow.steps ?? []))
        kinds.add(stepKind(step));
    expect([...kinds].sort()).toEqual([
      "action",
      "call",
      "forEach",
      "if",
      "next",
      "parallel",
      "placeholder",
      "stop",
      "try",
      "until",
      "wait",
      "while",
    ]);
    const triggers = items.map(({ pair }) =>
      pair.workflow.trigger ? ("use" in pair.workflow.trigger ? "use" : "placeholder") : "manual",
    );
    expect(new Set(triggers)).toEqual(new Set(["use", "placeholder", "manual"]));
  });

  it("offers the right step among the candidates, unless the answer is a placeholder", () => {
    let hard = 0;
    for (const { pair, examples } of items) {
      const offered = examples[0]!.prompt.split(compact.TOKENS.request)[0]!;
      for (const { step } of walk(pair.workflow.steps))
        if ("use" in step && /^[a-z]+\.[a-z]+\.[a-z]+$/.test(step.use))
          expect(offered).toContain(step.use.replaceAll(".", " "));
      if (pair.withheld.length) hard++;
      for (const id of pair.withheld) expect(`${offered}<`).not.toContain(`${id.replaceAll(".", " ")}<`);
    }
    expect(hard).toBeGreaterThan(20);
  });

  it("mixes invented catalogues in, with steps of their own", () => {
    const invented = items.filter(({ pair }) => pair.catalog.name !== "core").length / items.length;
    expect(invented).toBeGreaterThan(0.35);
    expect(invented).toBeLessThan(0.55);
    const catalog = inventCatalog(new Random(1), "x");
    expect(catalog.actions.length).toBeGreaterThan(3);
    expect(catalog.steps.every((step) => coreCatalog().get(step.id) === undefined)).toBe(true);
  });

  it("writes lines, tokens and a card that fit together", async () => {
    const out = mkdtempSync(join(tmpdir(), "flowright-data-"));
    const summary = await writeDataset({ out, count: 60, valid: 10, seed: 2 });
    const lines = readFileSync(join(out, "train.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.length).toBe(summary.examples);
    expect(
      lines.every(
        (line) => line.prompt.endsWith(compact.TOKENS.answer) && line.answer.endsWith(compact.TOKENS.eos),
      ),
    ).toBe(true);
    expect(JSON.parse(readFileSync(join(out, "tokens.json"), "utf8"))).toEqual(compact.CONTROL_TOKENS);
    const metadata = JSON.parse(readFileSync(join(out, "metadata.json"), "utf8"));
    expect(metadata).toMatchObject({
      "flowright.prompt_version": compact.PROMPT_VERSION,
      "flowright.annotations": true,
      "flowright.passes": "twoPass",
    });
    expect(metadata["flowright.trained_steps"]).toContain("slack.message.post");
    expect(readFileSync(join(out, "CARD.md"), "utf8")).toContain(summary.sha256);
    const used = new Set(lines.flatMap((line) => `${line.prompt}${line.answer}`.match(/<\|[^|]*\|>/g) ?? []));
    for (const token of used) expect(Object.values(compact.TOKENS)).toContain(token);
  });

  it.each([
    [0, 0, 0],
    [0.5, 0.2, 0.6],
    [2, 1, 2],
  ])("keeps %d examples of stage 2 a request at most", async (inputsPerRequest, low, high) => {
    const out = mkdtempSync(join(tmpdir(), "flowright-data-"));
    await writeDataset({ out, count: scaled(200, 80), valid: 1, seed: 2, inputsPerRequest });
    const lines = readFileSync(join(out, "train.jsonl"), "utf8").trim().split("\n");
    const outlines = lines.filter((line) => JSON.parse(line).stage === "outline").length;
    const share = (lines.length - outlines) / outlines;
    expect(share).toBeGreaterThanOrEqual(low);
    expect(share).toBeLessThanOrEqual(high);
  });
});
