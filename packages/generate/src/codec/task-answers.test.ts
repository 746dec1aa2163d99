import { parseNotation } from "@flowright/workflow";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { applyAnswer, inputTasks, readAnswer } from "./index.js";

const catalog = coreCatalog();
const WORKFLOW = parseNotation(`on jira.issue.created project="OPS" // an issue opens
if {trigger.priority} == "high" // it is high
  slack.message.post channel="#ops" // post it
elif {trigger.priority} == "low" // it is low
  wait "PT2H" // wait two hours
elif {trigger.priority} == "none" // it has none
  call "triage" // run triage
l: jira.issue.search project="OPS" // open issues
each {l} as issue // each of them
  slack.message.send person="Bo" // tell Bo`);

describe("tasks and their answers", () => {
  it("name each place of a document once", () => {
    const places = inputTasks(WORKFLOW, catalog).map(({ node, part }) => `${node} ${part}`);
    expect(new Set(places).size).toBe(places.length);
    expect(places.map((place) => place.split(" ")[1])).toEqual(
      expect.arrayContaining(["inputs", "if", "elseIf.0", "elseIf.1", "wait", "call", "forEach"]),
    );
  });
  it("an outline is filled with the answers that a workflow gives", () => {
    const outline = structuredClone(WORKFLOW);
    const tasks = inputTasks(WORKFLOW, catalog);
    const empty = { inputs: {}, condition: { says: "" }, list: null };
    for (const task of tasks) applyAnswer(outline, task, empty, catalog);
    expect(outline).not.toEqual(WORKFLOW);
    for (const task of tasks) applyAnswer(outline, task, readAnswer(WORKFLOW, task), catalog);
    expect(outline).toEqual(WORKFLOW);
  });
  it("a branch that is not there is a mistake of the caller", () => {
    const task = {
      node: "s1",
      part: "elseIf.7",
      kind: "condition",
      annotation: "",
      fields: {},
      required: [],
    } as const;
    expect(() => applyAnswer(structuredClone(WORKFLOW), task, { condition: { says: "x" } }, catalog)).toThrow(
      RangeError,
    );
  });
});
