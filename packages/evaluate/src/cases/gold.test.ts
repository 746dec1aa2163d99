import { FlowrightError } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import { describe, expect, it } from "vitest";
import { goldSet } from "./gold.js";
import { goldStatistics } from "./gold-statistics.js";

const catalog = coreCatalog();
const REQUEST = "when a pull request is merged on github, post it to #releases and water the plants";
const FLOW = `on github.pull.merged // a pull request is merged on github
slack.message.post channel="#releases" text={trigger.title} // post it to #releases
? // water the plants`;
const gold = (...lines: object[]) => lines.map((line) => JSON.stringify(line)).join("\n");
const code = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return FlowrightError.is(error) ? `${error.code} ${error.data.line ?? ""}`.trim() : String(error);
  }
  return "nothing thrown";
};

describe("gold files", () => {
  const line = { id: "a", request: REQUEST, workflows: [FLOW] };
  it.each([
    ["no JSON", `${gold(line)}\n{"id": `, 2],
    ["an id used twice", gold(line, line), 2],
    ["no workflow", gold({ ...line, workflows: [] }), 1],
    ["a step that the catalogue does not have", gold({ ...line, workflows: ["slack.message.shout"] }), 1],
    [
      "an annotation that is not in the request",
      gold({ ...line, workflows: ["weather.forecast.get // sunshine"] }),
      1,
    ],
    ["a notation that cannot be read", gold({ ...line, workflows: ["if maybe\n  stop"] }), 1],
    [
      "an input that the step does not have",
      gold({ ...line, workflows: ['weather.forecast.get planet="Mars"'] }),
      1,
    ],
  ])("%s is named by its line", (_, text, at) => {
    expect(code(() => goldSet(text, catalog, "gold.jsonl"))).toBe(`GOLD_INVALID ${at}`);
  });
  it("are counted for their data card", () => {
    const nested = { id: "b", request: "x", workflows: ["if says\n  each ? as item\n    stop", "stop"] };
    expect(goldStatistics(goldSet(gold(line, nested), catalog, "x"))).toMatchObject({
      cases: 2,
      nested: 0.5,
      deep: 0.5,
      placeholders: 0.5,
      severalReferences: 0.5,
    });
  });
});
