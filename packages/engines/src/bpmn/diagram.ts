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

/** How an edge runs from one shape to another. */
export interface Routing {
  /** The edge leaves the shape at the bottom. */
  drop?: boolean;
  /** The edge runs along this height. */
  level?: () => number;
}
interface Edge extends Routing {
  id: string;
  from: string;
  to: string;
}

interface ShapeStyle {
  /** A sub-process that shows its elements. */
  expanded?: boolean;
  /** The name stands above the shape. */
  labelled?: boolean;
  /** The height at which edges enter and leave. Default: the middle of the shape. */
  line?: number;
}

const STUB = 22;
const LABEL = { width: 96, height: 28 };

/** The positions of shapes and edges: BPMN diagram interchange (BPMN 2.0.2, section 12). In pixels. */
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
      // joining gateways are entered at the bottom, all other shapes at the left
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

  /** The diagram with every shape and edge of a process. */
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
