import { BpmnModdle } from "bpmn-moddle";
import { describe, expect, it } from "vitest";
import zeebe from "zeebe-bpmn-moddle/resources/zeebe.json" with { type: "json" };
import { all, catalog } from "../../test/support/worlds.js";
import type { Workflow } from "../workflow/index.js";
import { engines } from "./index.js";

const bpmn = engines.get("bpmn")!;
const xmlOf = (workflow: Workflow) => bpmn.export(workflow, catalog).files[0]!.text;

describe("BPMN", () => {
  it(`exports ${all.length} workflows that bpmn-moddle reads without a warning, with every element in the diagram`, async () => {
    for (const workflow of all) {
      const source = xmlOf(workflow);
      const { rootElement, warnings, elementsById } = await new BpmnModdle({ zeebe }).fromXML(source);
      expect(
        warnings.map(({ message }: Error) => message),
        source,
      ).toEqual([]);
      const drawn = new Set(
        rootElement.diagrams[0]!.plane.planeElement.map(
          (one: { bpmnElement: { id: string } }) => one.bpmnElement.id,
        ),
      );
      const flowing = Object.values(elementsById).filter((one) =>
        (one as { $instanceOf(type: string): boolean }).$instanceOf("bpmn:FlowElement"),
      );
      for (const { id } of flowing as { id: string }[]) expect(drawn.has(id), id).toBe(true);
    }
  });
});
