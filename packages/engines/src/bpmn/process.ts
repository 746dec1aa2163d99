import { type Condition, isRef, type Step, type Workflow, walk } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { isTimestamp, secondsOf } from "../duration.js";
import { typesAt } from "../support.js";
import type { Limitation } from "../types.js";
import { titleOf } from "../words.js";
import { called, forEachOf, job, question, timer } from "./camunda.js";
import { Diagram } from "./diagram.js";
import { feel, feelCondition, path } from "./feel.js";
import { type Container, type Exit, emptyLane, GAP, type Part, shapePart, stackRows } from "./part.js";
import { type Element, element } from "./xml.js";

/** What leaves a sub-process before its end. */
type Leave = "stop" | "next";

/** Where steps stand, and how they can leave it. */
interface Level {
  container: Container;
  /** In the process itself, not in a sub-process. */
  outermost: boolean;
  /** The loop that `next` goes on with: this sub-process is its body, or one further out is. */
  loop?: "here" | "outside";
  /** Escalations thrown here, for the sub-process around. */
  leaves: Set<Leave>;
}

const PADDING = 30;
const TITLE = 30;

/** `next` of the loop itself, not of one inside of it. */
const goesOn = (steps: readonly Step[]): boolean =>
  [...walk(steps)].some(
    ({ step, ancestors }) =>
      "next" in step && !ancestors.some((one) => "forEach" in one || "while" in one || "until" in one),
  );

/** Puts a workflow together as a BPMN process with its diagram (BPMN 2.0.2; expressions and extensions of Camunda 8). */
export class ProcessBuilder {
  readonly limitations: Limitation[] = [];
  readonly diagram = new Diagram();
  /** Messages and escalations, which stand beside the process. */
  readonly shared: Element[] = [];
  readonly #escalations = new Map<Leave, string>();
  readonly #taken: Set<string>;
  #decisions = 0;

  constructor(
    readonly workflow: Workflow,
    readonly catalog: Catalog,
  ) {
    this.#taken = new Set([...walk(workflow.steps)].map(({ step }) => step.id));
  }

  /** What stands in the process. @param start the event that starts it, under the id that it is given */
  build(start: (id: string) => Element): Container {
    const container: Container = [];
    const id = this.#id("Start");
    container.push(start(id));
    const level: Level = { container, outermost: true, leaves: new Set() };
    const whole = this.#between(id, this.workflow.steps, level);
    whole.place(80, 80 + whole.up);
    return container;
  }

  #id(wanted: string): string {
    for (let n = 1; ; n++) {
      const id = `${wanted}_${n}`;
      if (this.#taken.has(id)) continue;
      this.#taken.add(id);
      return id;
    }
  }

  #limit(step: string, code: Limitation["code"], message: string): void {
    this.limitations.push({ step, code, message });
  }

  /** Steps between a start event and an end event; where all of them lead to a stop, there is no other end. */
  #between(start: string, steps: readonly Step[], level: Level): Part {
    const block = this.#block(steps, level);
    const parts = [shapePart(start, "event", this.diagram), block];
    if (block.entry === undefined || block.exits.length > 0) {
      const id = this.#id("End");
      level.container.push(element("bpmn:endEvent", { id }));
      parts.push({ ...shapePart(id, "event", this.diagram), exits: [] });
    }
    return this.#sequence(parts, level.container);
  }

  #flow(container: Container, exit: Exit, to: string): void {
    const id = this.#id("Flow");
    const { from, name, condition, otherwise, drop, level } = exit;
    container.push(
      element(
        "bpmn:sequenceFlow",
        { id, name, sourceRef: from, targetRef: to },
        ...(condition === undefined
          ? []
          : [element("bpmn:conditionExpression", { "xsi:type": "bpmn:tFormalExpression" }, `=${condition}`)]),
      ),
    );
    if (otherwise) container.find(({ attributes }) => attributes.id === from)!.attributes.default = id;
    this.diagram.edge({
      id,
      from,
      to,
      ...(drop ? { drop } : {}),
      ...(level ? { level } : {}),
    });
  }

  #gateway(container: Container, kind: "exclusive" | "parallel", name?: string): string {
    const id = this.#id("Gateway");
    container.push(element(`bpmn:${kind}Gateway`, { id, name }));
    return id;
  }

  /** One part after the other. What comes out of a part by several ways meets at a gateway first. */
  #sequence(all: readonly Part[], container: Container): Part {
    const parts: Part[] = [];
    let exits: readonly Exit[] = [];
    for (const part of all) {
      if (part.entry === undefined && part.exits.length === 0) continue;
      if (parts.length > 0) {
        if (exits.length === 0) break;
        if (exits.length > 1) {
          const id = this.#gateway(container, "exclusive");
          for (const exit of exits) this.#flow(container, exit, id);
          parts.push(shapePart(id, "gateway", this.diagram));
          exits = [{ from: id }];
        }
        this.#flow(container, exits[0]!, part.entry!);
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

  #block(steps: readonly Step[], level: Level): Part {
    const parts: Part[] = [];
    for (const step of steps) {
      const part = this.#step(step, level);
      parts.push(part);
      // nothing leads to what stands behind a stop
      if (part.exits.length === 0 && part.entry !== undefined) break;
    }
    return this.#sequence(parts, level.container);
  }

  #task(level: Level, tag: string, id: string, name: string, said?: string, ...children: Element[]): Part {
    const words = said ? [element("bpmn:documentation", {}, said)] : [];
    level.container.push(element(`bpmn:${tag}`, { id, name }, ...words, ...children));
    return shapePart(id, "task", this.diagram);
  }

  #step(step: Step, level: Level): Part {
    const { id, annotation } = step;
    if ("use" in step) {
      const name = titleOf(step.use, this.catalog);
      return this.#task(level, "serviceTask", id, name, annotation, job(step.use, step.inputs, id));
    }
    if ("if" in step) return this.#if(step, level);
    if ("forEach" in step) return this.#forEach(step, level);
    if ("while" in step || "until" in step) return this.#loop(step, level);
    if ("parallel" in step) return this.#parallel(step, level);
    if ("try" in step) return this.#try(step, level);
    if ("stop" in step) return this.#leave("stop", level);
    if ("next" in step) return this.#leave("next", level);
    if ("call" in step) return this.#call(step, level);
    if ("wait" in step) return this.#wait(step, level);
    this.#limit(id, "placeholder", `no step serves “${annotation ?? ""}”: an empty task marks the place`);
    return this.#task(level, "task", id, `To do: ${annotation ?? ""}`, annotation);
  }

  /** Ends the process, the round of a loop, or the sub-process, whose edge then takes it further. */
  #leave(leave: Leave, level: Level): Part {
    const id = this.#id(leave === "stop" ? "Stop" : "Next");
    const here = leave === "stop" ? level.outermost : level.loop === "here";
    if (leave === "next" && level.loop === undefined) return emptyLane();
    if (!here) level.leaves.add(leave);
    level.container.push(
      element(
        "bpmn:endEvent",
        { id, name: leave === "stop" ? "stop here" : "next one" },
        here
          ? element("bpmn:terminateEventDefinition", { id: this.#id("Definition") })
          : this.#escalation(leave),
      ),
    );
    return { ...shapePart(id, "event", this.diagram), exits: [] };
  }

  #escalation(leave: Leave): Element {
    let reference = this.#escalations.get(leave);
    if (reference === undefined) {
      reference = this.#id("Escalation");
      this.#escalations.set(leave, reference);
      this.shared.push(
        element("bpmn:escalation", { id: reference, name: leave, escalationCode: `flowright-${leave}` }),
      );
    }
    return element("bpmn:escalationEventDefinition", {
      id: this.#id("Definition"),
      escalationRef: reference,
    });
  }

  /** A person answers what no data decide; the answers are variables. */
  #condition(id: string, condition: Condition, level: Level): { questions: Part[]; expression: string } {
    const questions: Part[] = [];
    const expression = feelCondition(condition, typesAt(this.workflow, id, this.catalog), (says) => {
      const answer = `decision${++this.#decisions}`;
      this.#limit(
        id,
        "condition_in_words",
        `no data decides “${says}”: a person does, in a task of their own`,
      );
      questions.push(
        this.#task(level, "userTask", this.#id(`${id}_decide`), `${says}?`, undefined, question(answer)),
      );
      return answer;
    });
    return { questions, expression };
  }

  /** Questions, then a gateway that goes on by `yes` where the condition holds, and else by `no`. */
  #choice(
    step: { id: string; annotation?: string },
    condition: Condition,
    yes: Part,
    no: Part,
    level: Level,
  ): Part {
    const { questions, expression } = this.#condition(step.id, condition, level);
    const id = this.#gateway(level.container, "exclusive", step.annotation ?? "?");
    const lower = no.entry === undefined && no.exits.length === 0 ? emptyLane() : undefined;
    const first: Exit = { from: id, name: "yes", condition: expression };
    const other: Exit = { from: id, name: "otherwise", otherwise: true };
    const exits: Exit[] = [];
    if (yes.entry === undefined) exits.push(first);
    else {
      this.#flow(level.container, first, yes.entry);
      exits.push(...yes.exits);
    }
    if (lower) exits.push({ ...other, drop: true, level: lower.level });
    else {
      this.#flow(level.container, { ...other, drop: true }, no.entry!);
      exits.push(...no.exits);
    }
    const branches = stackRows([yes, lower ?? no]);
    const head = shapePart(id, "gateway", this.diagram);
    const gateway: Part = {
      entry: id,
      exits,
      width: head.width + GAP + Math.max(yes.width, (lower ?? no).width, 0),
      up: Math.max(head.up, yes.up),
      down: Math.max(head.down, branches.down),
      place: (x, y) => {
        head.place(x, y);
        branches.place(x + head.width + GAP, y);
      },
    };
    return this.#sequence([...questions, gateway], level.container);
  }

  #if(step: Extract<Step, { if: unknown }>, level: Level): Part {
    const branches = [step, ...(step.elseIf ?? [])];
    return branches.reduceRight<Part>(
      (otherwise, branch) =>
        this.#choice(
          { id: step.id, ...(branch.annotation ? { annotation: branch.annotation } : {}) },
          branch.if,
          this.#block(branch.then, level),
          otherwise,
          level,
        ),
      this.#block(step.else ?? [], level),
    );
  }

  #loop(step: Extract<Step, { while: unknown } | { until: unknown }>, level: Level): Part {
    const { container } = level;
    const head = this.#gateway(container, "exclusive");
    const start = shapePart(head, "gateway", this.diagram);
    const body = goesOn(step.do)
      ? this.#subProcess(this.#id(`${step.id}_round`), "one round", undefined, step.do, level, "here")
      : this.#block(step.do, level);
    const until = "until" in step;
    // a body that never comes to its end is gone through once at most
    if (until && body.entry !== undefined && body.exits.length === 0)
      return this.#sequence([start, body], container);
    const { questions, expression } = this.#condition(step.id, until ? step.until : step.while, level);
    const test = this.#gateway(container, "exclusive", step.annotation ?? "?");
    const gateway = shapePart(test, "gateway", this.diagram);
    const lane = emptyLane();
    if (until) {
      const whole = this.#sequence([start, body, ...questions, { ...gateway, exits: [] }], container);
      const again: Exit = { from: test, name: "again", otherwise: true, drop: true, level: lane.level };
      this.#flow(container, again, head);
      return {
        ...whole,
        exits: [{ from: test, name: "done", condition: expression }],
        down: whole.down + GAP,
        place: (x, y) => {
          whole.place(x, y);
          lane.place(x, y + whole.down + GAP / 2);
        },
      };
    }
    const before = this.#sequence([start, ...questions, gateway], container);
    const again: Exit = { from: test, name: "again", condition: expression, drop: true };
    if (body.entry === undefined) this.#flow(container, { ...again, level: lane.level }, head);
    else {
      this.#flow(container, again, body.entry);
      for (const exit of body.exits) this.#flow(container, { ...exit, level: lane.level }, head);
    }
    const offset = before.down + GAP + body.up;
    return {
      entry: head,
      exits: [{ from: test, name: "done", otherwise: true }],
      width: before.width + GAP + Math.max(0, body.width),
      up: before.up,
      down: offset + body.down + GAP,
      place: (x, y) => {
        before.place(x, y);
        body.place(x + before.width + GAP, y + offset);
        lane.place(x, y + offset + body.down + GAP / 2);
      },
    };
  }

  #parallel(step: Extract<Step, { parallel: unknown }>, level: Level): Part {
    const { container } = level;
    const split = this.#gateway(container, "parallel", step.annotation);
    const branches = step.parallel.map((branch) => this.#block(branch, level));
    const open = branches.some(({ entry, exits }) => entry === undefined || exits.length > 0);
    const join = open ? this.#gateway(container, "parallel") : undefined;
    const lanes: Part[] = branches.map((branch, i) => {
      const from: Exit = { from: split, ...(i > 0 ? { drop: true } : {}) };
      if (branch.entry === undefined) {
        const lane = emptyLane();
        this.#flow(container, { from: split, drop: true, level: lane.level }, join!);
        return lane;
      }
      this.#flow(container, from, branch.entry);
      // a join waits for every flow into it: ways out of one branch meet before it
      const meeting = branch.exits.length > 1 ? this.#meeting(branch, container) : branch;
      for (const exit of meeting.exits) this.#flow(container, exit, join!);
      return meeting;
    });
    const head = shapePart(split, "gateway", this.diagram);
    const tail = join === undefined ? undefined : shapePart(join, "gateway", this.diagram);
    const stack = stackRows(lanes);
    const width = Math.max(0, ...lanes.map((lane) => lane.width));
    return {
      entry: split,
      exits: join === undefined ? [] : [{ from: join }],
      width: head.width + GAP + width + (tail ? GAP + tail.width : 0),
      up: Math.max(head.up, lanes[0]?.up ?? 0),
      down: Math.max(head.down, stack.down),
      place: (x, y) => {
        head.place(x, y);
        stack.place(x + head.width + GAP, y);
        tail?.place(x + head.width + 2 * GAP + width, y);
      },
    };
  }

  #meeting(part: Part, container: Container): Part {
    const id = this.#gateway(container, "exclusive");
    return this.#sequence([part, shapePart(id, "gateway", this.diagram)], container);
  }

  /** A sub-process around steps, with what leaves it early at its edge. */
  #subProcess(
    id: string,
    name: string,
    said: string | undefined,
    steps: readonly Step[],
    outer: Level,
    loop: Level["loop"],
    more: { loop?: Element[]; rescue?: (boundary: string) => Part } = {},
  ): Part {
    const container: Container = [];
    const level: Level = { container, outermost: false, leaves: new Set(), ...(loop ? { loop } : {}) };
    const begin = this.#id("Start");
    container.push(element("bpmn:startEvent", { id: begin }));
    const inner = this.#between(begin, steps, level);
    const words = said ? [element("bpmn:documentation", {}, said)] : [];
    outer.container.push(
      element("bpmn:subProcess", { id, name }, ...words, ...(more.loop ?? []), ...container),
    );
    const below: { boundary: string; part: Part }[] = [];
    const boundary = (definition: Element, what: string): string => {
      const event = this.#id("Boundary");
      outer.container.push(
        element("bpmn:boundaryEvent", { id: event, name: what, attachedToRef: id }, definition),
      );
      return event;
    };
    if (more.rescue) {
      const event = boundary(
        element("bpmn:errorEventDefinition", { id: this.#id("Definition") }),
        "if it fails",
      );
      below.push({ boundary: event, part: more.rescue(event) });
    }
    for (const leave of [...level.leaves].sort()) {
      const event = boundary(this.#escalation(leave), leave);
      const part = this.#leave(leave, outer);
      this.#flow(outer.container, { from: event, drop: true }, part.entry!);
      below.push({ boundary: event, part });
    }
    const width = inner.width + 2 * PADDING;
    const height = TITLE + inner.up + inner.down + 2 * PADDING;
    const up = TITLE + PADDING + inner.up;
    const bottom = inner.down + PADDING;
    // the one furthest to the right has the first row, so that no lines cross
    const boundaries = below.map(({ boundary: event }, i) => ({ event, offset: 50 + i * 70 }));
    const targets = [...below.keys()].reverse();
    let down = bottom;
    const offsets = targets.map((i) => {
      const part = below[i]!.part;
      const at = down + GAP + part.up;
      down = at + part.down;
      return { part, at, x: boundaries[i]!.offset + GAP };
    });
    const ends = container.some(
      ({ name: tag, children }) =>
        tag === "bpmn:endEvent" &&
        !children.some(
          (child) => typeof child === "object" && child.name === "bpmn:escalationEventDefinition",
        ),
    );
    const open = ends || more.loop !== undefined;
    return {
      entry: id,
      exits: [...(open ? [{ from: id }] : []), ...below.flatMap(({ part }) => part.exits)],
      width: Math.max(width, ...offsets.map(({ x, part }) => x + part.width)),
      up,
      down,
      place: (x, y) => {
        const top = y - up;
        this.diagram.shape(id, { x, y: top, width, height }, { expanded: true, line: y });
        inner.place(x + PADDING, y);
        for (const { event, offset } of boundaries)
          this.diagram.shape(event, { x: x + offset, y: top + height - 18, width: 36, height: 36 });
        for (const { part, at, x: left } of offsets) part.place(x + left, y + at);
      },
    };
  }

  #forEach(step: Extract<Step, { forEach: unknown }>, level: Level): Part {
    if (step.forEach === null)
      this.#limit(step.id, "list_unknown", "which list is gone through is not known: it is empty");
    return this.#subProcess(step.id, `for each ${step.as}`, step.annotation, step.do, level, "here", {
      loop: [forEachOf(step.forEach, step.as)],
    });
  }

  #try(step: Extract<Step, { try: unknown }>, level: Level): Part {
    const loop = level.loop ? "outside" : undefined;
    return this.#subProcess(step.id, "try", step.annotation, step.try, level, loop, {
      rescue: (boundary) => {
        const rescue = this.#block(step.catch, level);
        if (rescue.entry === undefined) {
          const lane = emptyLane();
          return { ...lane, exits: [{ from: boundary, drop: true, level: lane.level }] };
        }
        this.#flow(level.container, { from: boundary, drop: true }, rescue.entry);
        return rescue;
      },
    });
  }

  #call(step: Extract<Step, { call: unknown }>, level: Level): Part {
    const { id, annotation, call } = step;
    if (call === null) {
      this.#limit(id, "call", "which workflow is called is not known: an empty task marks the place");
      return this.#task(level, "task", id, "To do: call a workflow", annotation);
    }
    const name = typeof call === "string" ? call : "another workflow";
    const processId = typeof call === "string" ? processIdOf(call) : `=${feel(call)}`;
    return this.#task(level, "callActivity", id, `Run ${name}`, annotation, called(processId, step.inputs));
  }

  #wait(step: Extract<Step, { wait: unknown }>, level: Level): Part {
    const { id, annotation } = step;
    const { duration, until } = step.wait;
    const event = (tag: string, value: string): Part => {
      const name = annotation ?? "wait";
      const definition = timer(this.#id("Definition"), tag, value);
      level.container.push(element("bpmn:intermediateCatchEvent", { id, name }, definition));
      return shapePart(id, "event", this.diagram);
    };
    if (typeof duration === "string" && secondsOf(duration) !== undefined)
      return event("timeDuration", duration);
    if (isTimestamp(until)) return event("timeDate", until);
    if (isRef(until) && typesAt(this.workflow, id, this.catalog)(until.ref)?.format === "date-time")
      return event("timeDate", `=${path(until.ref)}`);
    const what = JSON.stringify(until ?? duration ?? "");
    this.#limit(
      id,
      "time_in_words",
      `how long to wait (${what}) is no duration or time: an empty task marks the place`,
    );
    return this.#task(level, "task", id, `To do: wait ${what}`, annotation);
  }
}

/** Ids of processes have letters, digits and underscores, and begin with a letter. */
export const processIdOf = (name: string): string => `flow_${name.replace(/[^A-Za-z0-9]+/g, "_")}`;
