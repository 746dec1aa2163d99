import { BpmnModdle } from "bpmn-moddle";
import { describe, expect, it } from "vitest";
import zeebe from "zeebe-bpmn-moddle/resources/zeebe.json" with { type: "json" };
import { all, catalog } from "../../test/support/worlds.js";
import { engines } from "./index.js";

const bpmn = engines.get("bpmn")!;

describe("BPMN", () => {
  it(`exports ${all.length} workflows that bpmn-moddle reads without a warning, with every element in the diagram`, async () => {
    for (const workflow of all) {
      const source = bpmn.export(workflow, catalog).files[0]!.text;
      const { rootElement, warnings, elementsById } = await new BpmnModdle({ zeebe }).fromXML(source);
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
});
