import { type Step, type Workflow, walk } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { type TypeOf, typesAt } from "../support.js";
import type { Limitation } from "../types.js";
import { Diagram } from "./diagram.js";
import { type Container, type Exit, GAP, type Part, shapePart } from "./part.js";
import { type Element, element } from "./xml.js";

/** How a block can be left before its end: the whole workflow stops, or the loop continues with the next item. */
export type EarlyExit = "stop" | "next";

/** The process or sub-process in which steps stand. */
export interface Level {
  container: Container;
  /** True for the process itself, false for sub-processes. */
  outermost: boolean;
  /** The loop that `next` continues: the body of this sub-process, or one further out. */
  loop?: "here" | "outside";
  /** Early exits that steps of this level throw as escalations, for the enclosing level to catch. */
  thrown: Set<EarlyExit>;
}

/** What all builders of a process share: ids, limitations, the diagram, and how parts are joined by flows. */
export abstract class ProcessContext {
  readonly limitations: Limitation[] = [];
  readonly diagram = new Diagram();
  /** Messages and escalations, which BPMN keeps beside the process. */
  readonly shared: Element[] = [];
  readonly #takenIds: Set<string>;
  readonly #escalations = new Map<EarlyExit, string>();
  #decisions = 0;

  constructor(
    readonly workflow: Workflow,
    readonly catalog: Catalog,
  ) {
    this.#takenIds = new Set([...walk(workflow.steps)].map(({ step }) => step.id));
  }

  abstract block(steps: readonly Step[], level: Level): Part;

  /** A fresh id: `Flow_1`, `Flow_2`, … */
  id(prefix: string): string {
    for (let n = 1; ; n++) {
      const id = `${prefix}_${n}`;
      if (this.#takenIds.has(id)) continue;
      this.#takenIds.add(id);
      return id;
    }
  }

  /** A fresh variable for the answer to an undecided condition. */
  nextDecision(): string {
    return `decision${++this.#decisions}`;
  }

  typeOf(step: string): TypeOf {
    return typesAt(this.workflow, step, this.catalog);
  }

  shape(id: string, kind: Parameters<typeof shapePart>[1]): Part {
    return shapePart(id, kind, this.diagram);
  }

  task(level: Level, tag: string, id: string, name: string, note?: string, ...children: Element[]): Part {
    const documentation = note ? [element("bpmn:documentation", {}, note)] : [];
    level.container.push(element(`bpmn:${tag}`, { id, name }, ...documentation, ...children));
    return this.shape(id, "task");
  }

  gateway(container: Container, kind: "exclusive" | "parallel", name?: string): string {
    const id = this.id("Gateway");
    container.push(element(`bpmn:${kind}Gateway`, { id, name }));
    return id;
  }

  /** A sequence flow, and its edge in the diagram. */
  flow(container: Container, exit: Exit, to: string): void {
    const id = this.id("Flow");
    const { from, name, condition, otherwise, drop, level } = exit;
    const expression =
      condition === undefined
        ? []
        : [element("bpmn:conditionExpression", { "xsi:type": "bpmn:tFormalExpression" }, `=${condition}`)];
    container.push(element("bpmn:sequenceFlow", { id, name, sourceRef: from, targetRef: to }, ...expression));
    if (otherwise) container.find(({ attributes }) => attributes.id === from)!.attributes.default = id;
    this.diagram.edge({ id, from, to, ...(drop ? { drop } : {}), ...(level ? { level } : {}) });
  }

  /** The definition of an escalation that is thrown or caught; the escalation itself is shared. */
  escalation(exit: EarlyExit): Element {
    let reference = this.#escalations.get(exit);
    if (reference === undefined) {
      reference = this.id("Escalation");
      this.#escalations.set(exit, reference);
      this.shared.push(
        element("bpmn:escalation", { id: reference, name: exit, escalationCode: `flowright-${exit}` }),
      );
    }
    return element("bpmn:escalationEventDefinition", {
      id: this.id("Definition"),
      escalationRef: reference,
    });
  }

  /** Joins parts one after the other. Several exits of a part meet at a gateway first. */
  sequence(all: readonly Part[], container: Container): Part {
    const parts: Part[] = [];
    let exits: readonly Exit[] = [];
    for (const part of all) {
      if (part.entry === undefined && part.exits.length === 0) continue;
      if (parts.length > 0) {
        if (exits.length === 0) break;
        if (exits.length > 1) {
          const id = this.gateway(container, "exclusive");
          for (const exit of exits) this.flow(container, exit, id);
          parts.push(this.shape(id, "gateway"));
          exits = [{ from: id }];
        }
        this.flow(container, exits[0]!, part.entry!);
      }
      parts.push(part);
      exits = part.exits;
    }
    return {
      ...(parts[0]?.entry === undefined ? {} : { entry: parts[0].entry }),
      exits,
      width: parts.reduce((sum, { width }) => sum + width + GAP, -GAP),
      up: Math.max(0, ...parts.map(({ up }) => up)),
      down: Math.max(0, ...parts.map(({ down }) => down)),
      place: (x, y) => {
        let at = x;
        for (const part of parts) {
          part.place(at, y);
          at += part.width + GAP;
        }
      },
    };
  }

  /** Steps between a start event and an end event. There is no end event where every path stops before it. */
  between(start: string, steps: readonly Step[], level: Level): Part {
    const block = this.block(steps, level);
    const parts = [this.shape(start, "event"), block];
    if (block.entry === undefined || block.exits.length > 0) {
      const id = this.id("End");
      level.container.push(element("bpmn:endEvent", { id }));
      parts.push({ ...this.shape(id, "event"), exits: [] });
    }
    return this.sequence(parts, level.container);
  }

  /** An end event that ends the process or the round, or leaves the sub-process, which then passes it on. */
  earlyExit(exit: EarlyExit, level: Level): Part {
    const id = this.id(exit === "stop" ? "Stop" : "Next");
    const endsHere = exit === "stop" ? level.outermost : level.loop === "here";
    if (!endsHere) level.thrown.add(exit);
    level.container.push(
      element(
        "bpmn:endEvent",
        { id, name: exit === "stop" ? "stop here" : "next one" },
        endsHere
          ? element("bpmn:terminateEventDefinition", { id: this.id("Definition") })
          : this.escalation(exit),
      ),
    );
    return { ...this.shape(id, "event"), exits: [] };
  }
}
