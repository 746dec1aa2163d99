import { FlowrightError } from "@flowright/workflow/core";
import { describe, expect, it } from "vitest";
import { flowBenchCatalog, flowBenchSet } from "./flow-bench.js";

const gold = (...lines: object[]) => lines.map((line) => JSON.stringify(line)).join("\n");
const code = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return FlowrightError.is(error) ? `${error.code} ${error.data.line ?? ""}`.trim() : String(error);
  }
  return "nothing thrown";
};

describe("Flow-Bench", () => {
  const steps = flowBenchCatalog([
    { id: "Box_Folder__create", description: "Create a folder" },
    { id: "Slack_message__create", description: "Slack_message__create" },
  ]);
  const call = (action: string) => ({ step: "call", action });
  const one = (more: object) => ({
    id: "f",
    request: "create a folder",
    prior_workflow: null,
    workflow: [call("Box_Folder__create")],
    ...more,
  });
  it("reads trees, counts edits as skipped, and takes human tasks for placeholders", () => {
    const nested = [
      {
        step: "for_each",
        item: "x",
        in: "y",
        do: [{ step: "if", condition: "x > 1", then: [call("user_task")], else: [] }],
      },
    ];
    const set = flowBenchSet(gold(one({}), one({ prior_workflow: [] }), one({ workflow: nested })), steps);
    expect([set.cases.length, set.skipped]).toEqual([2, 1]);
    expect(set.cases[1]?.references[0]?.steps).toEqual([
      {
        id: "s1",
        forEach: null,
        as: "item1",
        do: [{ id: "s2", if: { says: "x > 1" }, then: [{ id: "s3", placeholder: true }] }],
      },
    ]);
  });
  it("names the line of a case that it cannot read", () => {
    expect(code(() => flowBenchSet(gold(one({}), one({ workflow: [call("Nope")] })), steps))).toBe(
      "GOLD_INVALID 2",
    );
    expect(code(() => flowBenchCatalog({}))).toBe("CATALOG_INVALID");
  });
});
