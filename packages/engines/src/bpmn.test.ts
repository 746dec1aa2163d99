import type { Workflow } from "@flowright/workflow";
import { BpmnModdle } from "bpmn-moddle";
import { describe, expect, it } from "vitest";
import zeebe from "zeebe-bpmn-moddle/resources/zeebe.json" with { type: "json" };
import { runBpmn } from "../../../test/support/bpmn-run.js";
import { FULL, workflows } from "../../../test/support/corpus.js";
import { catalog, comparable, endsBeside, expected, World } from "../../../test/support/worlds.js";
import { engines } from "./index.js";

const bpmn = engines.get("bpmn")!;

describe("BPMN", () => {
  it(`exports ${workflows.length} workflows that bpmn-moddle reads without a warning, with every element in the diagram`, async () => {
    const moddle = new BpmnModdle({ zeebe });
    for (const workflow of workflows) {
      const source = bpmn.export(workflow, catalog).files[0]!.text;
      const { rootElement, warnings, elementsById } = await moddle.fromXML(source);
      expect(
        warnings.map(({ message }) => message),
        source,
      ).toEqual([]);
      const drawn = new Set(
        rootElement.diagrams[0]!.plane.planeElement.map(({ bpmnElement }) => bpmnElement.id),
      );
      const flowing = Object.values(elementsById).filter((one) => one.$instanceOf("bpmn:FlowElement"));
      for (const { id } of flowing) expect(drawn.has(id), id).toBe(true);
    }
  });

  it("does the same steps in the same order with the same inputs as the reference semantics", async () => {
    let steps = 0;
    for (const workflow of workflows) {
      if (endsBeside(workflow) || recordInText(workflow) || ordersRecords(workflow)) continue;
      const wanted = expected(workflow);
      expect(comparable(workflow, await executed(workflow)), JSON.stringify(workflow)).toEqual(
        comparable(workflow, wanted),
      );
      steps += wanted.length;
    }
    expect(steps).toBeGreaterThan(FULL ? 2000 : 120);
  });
});

/** FEEL writes lists and records in its own notation, the reference as JSON (docs/engines.md). */
const recordInText = (workflow: Workflow): boolean =>
  /"template":"[^"]*\{\{\w+\}\}/.test(JSON.stringify(workflow));

/** FEEL says null where a record is greater than a text; the engine here puts them in order. */
const ordersRecords = (workflow: Workflow): boolean =>
  /"left":\{"ref":"[^"]*\.values"\},"op":"[gl][te]"/.test(JSON.stringify(workflow));

/** What bpmn-engine does with the export. */
async function executed(workflow: Workflow): Promise<string[]> {
  const world = new World(workflow);
  const done: string[] = [];
  const xml = bpmn.export(workflow, catalog).files[0]!.text;
  const run = runBpmn(
    xml,
    { trigger: world.trigger() },
    {
      act(id, type, inputs) {
        done.push(`${id} ${JSON.stringify(inputs)}`);
        return world.act(type, inputs);
      },
      decide(id) {
        const step = id.replace(/_decide_\d+$/, "").replace(/_\d+$/, "");
        done.push(`${step} decision`);
        return world.decide(step);
      },
      call: (id) => void done.push(`${id} call`),
    },
  );
  await run.catch((error: Error) => {
    if (!/no answer/.test(String(error.message))) throw error;
  });
  return done;
}
