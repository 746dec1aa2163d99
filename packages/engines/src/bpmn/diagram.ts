import { type Element, element } from "./xml.js";

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
interface Point {
  x: number;
  y: number;
}

/** How an edge goes from one shape to another. */
export interface Routing {
  /** Leaves at the bottom. */
  drop?: boolean;
  /** Goes along this height on its way. */
  level?: () => number;
}
interface Edge extends Routing {
  id: string;
  from: string;
  to: string;
}

interface ShapeStyle {
  /** A sub-process that shows what is in it. */
  expanded?: boolean;
  /** Its name stands above it. */
  labelled?: boolean;
  /** The height at which edges come in and go out; default its middle. */
  line?: number;
}

const STUB = 22;
const LABEL = { width: 96, height: 28 };

/** Where everything stands: BPMN's diagram interchange (BPMN 2.0.2, section 12). */
export class Diagram {
  readonly #shapes = new Map<string, Box & ShapeStyle>();
  readonly #edges: Edge[] = [];

  shape(id: string, box: Box, look: ShapeStyle = {}): void {
    this.#shapes.set(id, { ...box, ...look });
  }
  edge(edge: Edge): void {
    this.#edges.push(edge);
  }

  #points({ from, to, drop, level }: Edge): Point[] {
    const a = this.#shapes.get(from)!;
    const b = this.#shapes.get(to)!;
    const middle = ({ x, y, width, height, line = y + height / 2 }: Box & ShapeStyle): Point => ({
      x: x + width / 2,
      y: line,
    });
    const start = middle(a);
    const end = middle(b);
    const left = { x: b.x, y: end.y };
    const bottom = { x: start.x, y: a.y + a.height };
    const along = level?.();
    if (along !== undefined) {
      const out = drop
        ? [bottom, { x: start.x, y: along }]
        : [
            { x: a.x + a.width, y: start.y },
            { x: a.x + a.width + STUB, y: start.y },
            { x: a.x + a.width + STUB, y: along },
          ];
      // gateways that join take what comes from elsewhere at the bottom, all others at the left
      const into =
        b.width === b.height
          ? [
              { x: end.x, y: along },
              { x: end.x, y: b.y + b.height },
            ]
          : [{ x: b.x - STUB, y: along }, { x: b.x - STUB, y: end.y }, left];
      return [...out, ...into];
    }
    if (drop) return [bottom, { x: start.x, y: end.y }, left];
    const right = { x: a.x + a.width, y: start.y };
    if (Math.abs(start.y - end.y) < 1) return [right, left];
    if (b.width === b.height && b.width > 40)
      return [right, { x: end.x, y: start.y }, { x: end.x, y: start.y > end.y ? b.y + b.height : b.y }];
    return [right, { x: b.x - STUB, y: start.y }, { x: b.x - STUB, y: end.y }, left];
  }

  /** The plane with every shape and edge of a process. */
  plane(processId: string): Element {
    const bounds = ({ x, y, width, height }: Box) => element("dc:Bounds", { x, y, width, height });
    const shapes = [...this.#shapes].map(([id, { expanded, labelled, line: _, ...box }]) =>
      element(
        "bpmndi:BPMNShape",
        { id: `${id}_di`, bpmnElement: id, isExpanded: expanded },
        bounds(box),
        ...(labelled
          ? [
              element(
                "bpmndi:BPMNLabel",
                {},
                bounds({
                  x: box.x + box.width / 2 - LABEL.width / 2,
                  y: box.y - LABEL.height - 6,
                  ...LABEL,
                }),
              ),
            ]
          : []),
      ),
    );
    const edges = this.#edges.map((edge) =>
      element(
        "bpmndi:BPMNEdge",
        { id: `${edge.id}_di`, bpmnElement: edge.id },
        ...this.#points(edge).map(({ x, y }) => element("di:waypoint", { x, y })),
      ),
    );
    return element(
      "bpmndi:BPMNDiagram",
      { id: "Diagram_1" },
      element("bpmndi:BPMNPlane", { id: "Plane_1", bpmnElement: processId }, ...shapes, ...edges),
    );
  }
}
