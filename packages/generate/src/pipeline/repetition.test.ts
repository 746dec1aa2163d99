import { parseNotation, type Workflow, walk } from "@flowright/workflow";
import { describe, expect, it } from "vitest";
import { dropRepetitions, isRepetition } from "./repetition.js";

const usesOf = (workflow: Workflow) =>
  [...walk(dropRepetitions(workflow.steps))].flatMap(({ step }) => ("use" in step ? [step.use] : []));

describe("repetitions", () => {
  it.each([
    ["the same step for the same words", 'a.b.c x="1" // tell Anna\na.b.c // tell Anna', ["a.b.c"]],
    [
      "as often as the words say",
      "a.b.c // two cards\na.b.c // two cards\na.b.c // two cards",
      ["a.b.c", "a.b.c"],
    ],
    ["both", "a.b.c // both of them\na.b.c // both of them\na.b.c // both of them", ["a.b.c", "a.b.c"]],
    ["a large number is no count", "a.b.c // over 500 euros\na.b.c // over 500 euros", ["a.b.c"]],
    ["other words", "a.b.c // tell Anna\na.b.c // and Ben", ["a.b.c", "a.b.c"]],
    [
      "branches that exclude each other",
      "if says // late\n  a.b.c // tell Anna\nelse\n  a.b.c // tell Anna\na.b.c // tell Anna",
      ["a.b.c", "a.b.c"],
    ],
    [
      "inside a loop after it was asked for",
      "a.b.c // tell Anna\neach ? as x\n  a.b.c // tell Anna",
      ["a.b.c"],
    ],
  ])("%s", (_, notation, uses) => {
    expect(usesOf(parseNotation(notation))).toEqual(uses);
  });

  it("are told of the last step while an outline is being written", () => {
    const { steps } = parseNotation("a.b.c // two cards\na.b.c // two cards\na.b.c // two cards");
    expect(isRepetition(steps[1]!, steps.slice(0, 2))).toBe(false);
    expect(isRepetition(steps[2]!, steps)).toBe(true);
  });
});
