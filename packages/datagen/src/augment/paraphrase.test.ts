import { validate } from "@flowright/workflow";
import { Random } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { readWritten } from "../index.js";
import { paraphrase } from "./paraphrase.js";

const core = coreCatalog();
const read = (source: string) => readWritten(source, core, "x.flow")[0]!;
const PAIR = read(`===
Whenever a stripe payment fails text me "call me", and if it's over 500 also tell Anna, hand over the rest
---
on stripe.payment.failed // a stripe payment fails
sms.message.send phone="me" text="call me" // text me "call me"
if {trigger.amount} > 500 // over 500
  slack.message.send person="Anna" // tell Anna
? // hand over the rest
`);

const variations = Array.from({ length: 200 }, (_, seed) => paraphrase(PAIR, new Random(seed)));

describe("paraphrasing", () => {
  it("changes request and annotations alike, and leaves a valid workflow", () => {
    for (const { request, workflow } of variations) {
      expect(validate(workflow, core).filter(({ severity }) => severity === "error")).toEqual([]);
      expect(request).toContain(workflow.trigger!.annotation);
      for (const { annotation } of workflow.steps) expect(request).toContain(annotation);
    }
    expect(new Set(variations.map(({ request }) => request)).size).toBeGreaterThan(50);
    expect(variations.some(({ request }) => /^Each time a stripe payment/.test(request))).toBe(true);
    expect(variations.some(({ request }) => /inform Anna|notify Anna/.test(request))).toBe(true);
  });
  it("leaves what is quoted and what inputs are filled with", () => {
    for (const { request, workflow } of variations) {
      expect(request).toContain('"call me"');
      expect(workflow.steps[0]).toMatchObject({ inputs: { text: "call me" } });
    }
  });
  it("takes a phrase only where what follows makes it one", () => {
    for (const { request } of variations)
      expect(request).toMatch(/hand over (?:the rest|all others|the others)$/);
    expect(
      variations.some(({ request }) => / (?:above|more than|greater than|higher than) 500/.test(request)),
    ).toBe(true);
  });
  it("applies templates", () => {
    const pair = read(
      '===\nnotify Anna and email Bo\n---\nslack.message.send person="Anna" // notify Anna\nemail.message.send to=["Bo"] // email Bo\n',
    );
    const told = Array.from({ length: 1000 }, (_, seed) => paraphrase(pair, new Random(seed)).request);
    expect(told).toContain("let Anna know and send Bo an email");
    expect(told).toContain("let Anna know and email Bo");
  });
  it("applies templates for people to names, not to pronouns", () => {
    const pair = read(
      '===\nwait 2 days, call Anna, then text me\n---\nwait "P2D" // wait 2 days\nsms.call.make phone="Anna" // call Anna\nsms.message.send phone="me" // text me\n',
    );
    const told = Array.from({ length: 500 }, (_, seed) => paraphrase(pair, new Random(seed)).request);
    expect(told.some((request) => /^let 2 days go by, Anna gets a call, then /.test(request))).toBe(true);
    expect(told.filter((request) => /\bme (?:gets|should|has)\b/.test(request))).toEqual([]);
  });
  it("is the same for the same seed", () => {
    expect(paraphrase(PAIR, new Random(7))).toEqual(paraphrase(PAIR, new Random(7)));
  });
});
