import { checkAnswer } from "@flowright/workflow";
import { Random } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { readWritten } from "../index.js";
import { lexicon } from "../lexicon/index.js";
import { reorderClauses } from "./reorder-clauses.js";

const core = coreCatalog();
const read = (source: string) => readWritten(source, core, "x.flow")[0]!;
const made = (source: string) => {
  const pair = read(source);
  return Array.from({ length: 400 }, (_, seed) => reorderClauses(pair, new Random(seed)));
};
const FLAT = `===
When a stripe payment fails, text me "call me".
---
on stripe.payment.failed // a stripe payment fails
sms.message.send phone="me" text="call me" // text me "call me"
`;
const BRANCH = `===
Run the jenkins job nightly. If it fails, tell Anna on slack. Then archive.
---
j: jenkins.job.run job="nightly" // Run the jenkins job nightly
if says // it fails
  slack.message.send person="Anna" // tell Anna on slack
? // archive
`;

describe("reordering clauses", () => {
  it("puts the event last, and every node still has its words", () => {
    const pairs = made(FLAT);
    const last = pairs.find(({ request }) => request === 'Text me "call me" when a stripe payment fails.')!;
    expect(last.workflow.trigger).toMatchObject({ annotation: "a stripe payment fails" });
    expect(last.workflow.steps).toMatchObject([{ annotation: 'Text me "call me' }]);
    for (const { request, workflow } of pairs) checkAnswer(workflow, request, core);
    expect(reorderClauses(last, new Random(2)).workflow.steps).toHaveLength(1);
  });
  it("puts a condition behind what depends on it, where nothing else does", () => {
    const requests = new Set(made(BRANCH).map(({ request }) => request));
    expect(
      [...requests].some((request) =>
        /Tell Anna on slack(?:,? but)?(?: only)? if it fails\. Then/.test(request),
      ),
    ).toBe(true);
    const both = made(
      BRANCH.replace("Then archive", "If not, stop").replace("? // archive", "else\n  stop // stop"),
    );
    for (const { request } of both) expect(request).not.toMatch(/slack.* if it fails/i);
  });
  it("makes a list of sentences", () => {
    const requests = made(BRANCH).map(({ request }) => request);
    expect(requests).toContain(
      "- Run the jenkins job nightly\n- If it fails, tell Anna on slack\n- Then archive",
    );
  });
  it("adds a sentence that asks for nothing", () => {
    const around = made(FLAT).filter(({ request }) =>
      lexicon.distractors.sentences.some((sentence) => request.includes(sentence)),
    );
    expect(around.length).toBeGreaterThan(10);
    for (const { workflow } of around) expect(workflow.steps).toHaveLength(1);
  });
});
