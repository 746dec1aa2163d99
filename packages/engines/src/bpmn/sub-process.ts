import type { Step } from "@flowright/workflow";
import { unknownList } from "../limitations.js";
import { forEachOf } from "./camunda.js";
import type { Level, ProcessContext } from "./context.js";
import { type Container, emptyLane, GAP, type Part } from "./part.js";
import { type Element, element } from "./xml.js";

const PADDING = 30;
const TITLE = 30;
/** Boundary events stand at the lower edge, this far from its left end and from each other. */
const BOUNDARY = { first: 50, distance: 70, size: 36 };

interface SubProcess {
  id: string;
  name: string;
  annotation?: string | undefined;
  steps: readonly Step[];
  /** The level that the sub-process stands in. */
  outer: Level;
  loop: Level["loop"];
  /** Loop characteristics. */
  characteristics?: Element;
  /** Builds what runs after a failure, from the boundary event on. */
  onError?: (boundary: string) => Part;
}

/** A sub-process around steps, with a boundary event for each way to leave it early. */
export function buildSubProcess(context: ProcessContext, options: SubProcess): Part {
  const { id, name, annotation, steps, outer, loop, characteristics } = options;
  const container: Container = [];
  const level: Level = { container, outermost: false, thrown: new Set(), ...(loop ? { loop } : {}) };
  const begin = context.id("Start");
  container.push(element("bpmn:startEvent", { id: begin }));
  const inner = context.between(begin, steps, level);
  const documentation = annotation ? [element("bpmn:documentation", {}, annotation)] : [];
  const repeated = characteristics ? [characteristics] : [];
  outer.container.push(element("bpmn:subProcess", { id, name }, ...documentation, ...repeated, ...container));
  const below = boundaryEvents(context, options, level);
  const canFinish = hasPlainEnd(container) || characteristics !== undefined;
  const { place, width, down } = layOut(context, id, inner, below);
  return {
    entry: id,
    exits: [...(canFinish ? [{ from: id }] : []), ...below.flatMap(({ part }) => part.exits)],
    width,
    up: TITLE + PADDING + inner.up,
    down,
    place,
  };
}

/** An event at the edge of a sub-process, and the part that it leads to. */
interface BoundaryEvent {
  event: string;
  part: Part;
}

function boundaryEvents(
  context: ProcessContext,
  { id, outer, onError }: SubProcess,
  { thrown }: Level,
): BoundaryEvent[] {
  const below: BoundaryEvent[] = [];
  const attach = (definition: Element, name: string): string => {
    const event = context.id("Boundary");
    outer.container.push(element("bpmn:boundaryEvent", { id: event, name, attachedToRef: id }, definition));
    return event;
  };
  if (onError) {
    const definition = element("bpmn:errorEventDefinition", { id: context.id("Definition") });
    const event = attach(definition, "if it fails");
    below.push({ event, part: onError(event) });
  }
  for (const exit of [...thrown].sort()) {
    const event = attach(context.escalation(exit), exit);
    const part = context.earlyExit(exit, outer);
    context.flow(outer.container, { from: event, drop: true }, part.entry!);
    below.push({ event, part });
  }
  return below;
}

/** True where an end event ends the sub-process normally, not by an escalation. */
const hasPlainEnd = (container: Container): boolean =>
  container.some(
    ({ name, children }) =>
      name === "bpmn:endEvent" &&
      !children.some((child) => typeof child === "object" && child.name === "bpmn:escalationEventDefinition"),
  );

/** The frame around the inner part, boundary events at its lower edge, and what they lead to in rows below it. */
function layOut(
  context: ProcessContext,
  id: string,
  inner: Part,
  below: readonly BoundaryEvent[],
): Pick<Part, "place" | "width" | "down"> {
  const width = inner.width + 2 * PADDING;
  const height = TITLE + inner.up + inner.down + 2 * PADDING;
  const boundaries = below.map(({ event }, i) => ({
    event,
    offset: BOUNDARY.first + i * BOUNDARY.distance,
  }));
  let down = inner.down + PADDING;
  // the rightmost event gets the first row, so that no lines cross
  const rows = [...below.keys()].reverse().map((i) => {
    const { part } = below[i]!;
    const y = down + GAP + part.up;
    down = y + part.down;
    return { part, x: boundaries[i]!.offset + GAP, y };
  });
  return {
    width: Math.max(width, ...rows.map(({ x, part }) => x + part.width)),
    down,
    place: (x, y) => {
      const top = y - (TITLE + PADDING + inner.up);
      context.diagram.shape(id, { x, y: top, width, height }, { expanded: true, line: y });
      inner.place(x + PADDING, y);
      for (const { event, offset } of boundaries) {
        const { size } = BOUNDARY;
        const box = { x: x + offset, y: top + height - size / 2, width: size, height: size };
        context.diagram.shape(event, box);
      }
      for (const { part, x: left, y: row } of rows) part.place(x + left, y + row);
    },
  };
}

/** A multi-instance sub-process that runs once per item, one after the other. */
export function buildForEach(
  context: ProcessContext,
  { id, as, forEach: list, do: steps, annotation }: Extract<Step, { forEach: unknown }>,
  level: Level,
): Part {
  if (list === null) context.limitations.push(unknownList(id));
  return buildSubProcess(context, {
    id,
    name: `for each ${as}`,
    annotation,
    steps,
    outer: level,
    loop: "here",
    characteristics: forEachOf(list, as),
  });
}

/** A sub-process whose error boundary event leads to the catch block. */
export function buildTry(context: ProcessContext, step: Extract<Step, { try: unknown }>, level: Level): Part {
  return buildSubProcess(context, {
    id: step.id,
    name: "try",
    annotation: step.annotation,
    steps: step.try,
    outer: level,
    loop: level.loop ? "outside" : undefined,
    onError: (boundary) => {
      const handler = context.block(step.catch, level);
      if (handler.entry === undefined) {
        const lane = emptyLane();
        return { ...lane, exits: [{ from: boundary, drop: true, level: lane.level }] };
      }
      context.flow(level.container, { from: boundary, drop: true }, handler.entry);
      return handler;
    },
  });
}
