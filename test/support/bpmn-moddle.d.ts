declare module "bpmn-moddle" {
  /** Reads BPMN 2.0 XML; the package has no types of its own. */
  export class BpmnModdle {
    constructor(packages?: Record<string, unknown>);
    fromXML(xml: string): Promise<{
      rootElement: { diagrams: { plane: { planeElement: { bpmnElement: { id: string } }[] } }[] };
      elementsById: Record<string, { id: string; $type: string; $instanceOf(type: string): boolean }>;
      warnings: Error[];
    }>;
  }
}
