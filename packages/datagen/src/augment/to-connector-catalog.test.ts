import { checkAnswer, usesOf, walk } from "@flowright/workflow";
import { makeCatalog } from "@flowright/workflow/catalog";
import { Random } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { isConnectorCatalog, makeConnectorCatalog, manualTask } from "../connectors/index.js";
import { readWritten } from "../index.js";
import { appendManualTask } from "./append-manual-task.js";
import { toConnectorCatalog } from "./to-connector-catalog.js";

const core = coreCatalog();
const PAIR = readWritten(
  `===
When a stripe payment fails, create a jira issue in PAY, wait 2 days and if it's still open ask Anna for approval
---
on stripe.payment.failed // a stripe payment fails
jira.issue.create project="PAY" // create a jira issue in PAY
wait "P2D" // wait 2 days
if says // it's still open
  approval.request.create person="Anna" // ask Anna for approval
`,
  core,
  "x.flow",
)[0]!;

describe("a catalogue as integration platforms have them", () => {
  const connectors = makeConnectorCatalog(core, 3);
  it("has hundreds of actions, no triggers and no inputs", () => {
    expect(connectors.catalog.actions.length).toBeGreaterThan(300);
    expect(connectors.catalog.triggers).toEqual([]);
    for (const { inputs } of connectors.catalog.actions) expect(inputs.properties).toEqual({});
  });
  it("has one action for each of the other's that is no built-in one", () => {
    expect(connectors.actionFor.has("jira.issue.create")).toBe(true);
    expect(connectors.actionFor.has("approval.request.create")).toBe(false);
    expect(new Set(connectors.actionFor.values()).size).toBe(connectors.actionFor.size);
    for (const id of connectors.actionFor.values()) expect(connectors.catalog.get(id)).toBeDefined();
  });
  it("is the same for the same seed", () => {
    expect(makeConnectorCatalog(core, 3).catalog.steps.map(({ id }) => id)).toEqual(
      connectors.catalog.steps.map(({ id }) => id),
    );
  });
});

describe("a pair over connectors", () => {
  const pairs = Array.from({ length: 40 }, (_, seed) => toConnectorCatalog(PAIR, new Random(seed))!);
  it("has no event, and a placeholder for what no connector does", () => {
    for (const { request, workflow, catalog } of pairs) {
      expect(request).toBe(
        "Create a jira issue in PAY, wait 2 days and if it's still open ask Anna for approval",
      );
      checkAnswer(workflow, request, catalog);
      expect(isConnectorCatalog(catalog)).toBe(true);
      expect(workflow.trigger).toBeUndefined();
      const steps = [...walk(workflow.steps)].map(({ step }) => step);
      expect(steps[0]).toMatchObject({ annotation: "Create a jira issue in PAY" });
      expect(catalog.get([...usesOf(workflow)][0]!.use)?.app).toBe("jira");
      expect(steps.at(-1)).toMatchObject({ placeholder: true, annotation: "ask Anna for approval" });
    }
  });
  it("is not made where the event cannot be left out, or no connector does a thing", () => {
    const event = { ...PAIR, request: PAIR.request.replace("fails, ", "fails - urgent! - ") };
    expect(toConnectorCatalog(event, new Random(1))).toBeUndefined();
    const [step] = PAIR.workflow.steps.slice(2);
    const workflow = { ...PAIR.workflow, steps: [step!] };
    expect(toConnectorCatalog({ ...PAIR, workflow }, new Random(1))).toBeUndefined();
  });
});

describe("what people do themselves", () => {
  const flat = readWritten(
    "===\ncreate a jira issue\n---\njira.issue.create // create a jira issue\n",
    core,
    "x.flow",
  )[0]!;
  it("is a placeholder at the end", () => {
    const made = Array.from({ length: 20 }, (_, seed) => appendManualTask(flat, new Random(seed)));
    for (const { request, workflow, catalog } of made) {
      checkAnswer(workflow, request, catalog);
      expect(workflow.steps).toHaveLength(2);
      expect(workflow.steps[1]).toMatchObject({ placeholder: true });
    }
    expect(new Set(made.map(({ request }) => request)).size).toBeGreaterThan(15);
  });
  it("shares no word with what the catalogue does", () => {
    const step = core.actions[0]!;
    const reviews = makeCatalog("x", core.apps, [
      { ...step, id: "review.status.check", title: "Check and review the status", description: "" },
    ]);
    const tasks = Array.from({ length: 300 }, (_, seed) => manualTask(reviews, new Random(seed)) ?? "");
    for (const task of tasks) expect(task).not.toMatch(/\b(?:check|review|status)\b/);
  });
});
