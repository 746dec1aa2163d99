import type { Condition, Inputs, Step, Workflow } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { isTimestamp, secondsOf } from "../duration.js";
import { javascript, javascriptCondition } from "../javascript.js";
import { typesAt } from "../support.js";
import type { Limitation } from "../types.js";
import { titleOf, undecidedIn } from "../words.js";
import { applyBinding, bindingOf, type InputFormat, isOwnCode } from "./bindings.js";
import { type Lines, linesOf } from "./conditions.js";
import { expression, firstOf, inN8n, listFrom, parameter, type Roots } from "./expressions.js";
import { Graph, type N8nNode, type Port } from "./graph.js";
import {
  appNode,
  type Draft,
  executeWorkflow,
  ifNode,
  limitToFirst,
  loopOverItems,
  mergeBranches,
  noOp,
  notEmpty,
  placeholderRequest,
  splitOut,
  switchNode,
  waitFor,
  waitUntil,
  wrapItems,
} from "./node-drafts.js";

/** What a block stands in: where references begin, and where failures and "go on with the next one" lead. */
interface Place {
  roots: Roots;
  errors?: Port[];
  nexts?: Port[];
}

const out = (node: N8nNode, output = 0): Port => ({ node, output });

/** Puts the steps of a workflow together as nodes. Every node is given one item and gives one, so that it runs once. */
export class NodeBuilder {
  readonly limitations: Limitation[] = [];
  readonly graph = new Graph();
  /** Every reference of the workflow. */
  readonly #references: readonly string[];

  constructor(
    readonly workflow: Workflow,
    readonly catalog: Catalog,
  ) {
    const found = JSON.stringify(workflow).matchAll(/(?:"ref":"|\{\{\s*)([^"}\s]+)/g);
    this.#references = [...found].map(([, ref]) => ref!);
  }

  #limit(step: string, code: Limitation["code"], message: string): void {
    this.limitations.push({ step, code, message });
  }

  /** A real node names the fields of what it gives in its own way: says which are read of it. */
  bind(step: string, name: string): void {
    const read = new Set(
      this.#references.flatMap((ref) => {
        const [root, field] = ref.split(".");
        return root === step && field ? [field] : [];
      }),
    );
    if (read.size)
      this.#limit(
        step,
        "binding",
        `${[...read].join(", ")} of ${name} ${read.size > 1 ? "are" : "is"} read: n8n's node may name ${read.size > 1 ? "them" : "it"} otherwise`,
      );
  }

  /** @param start Where the workflow begins. @param event What the event's fields are read from, as an expression. */
  build(start: Port, event: string): void {
    this.#block(this.workflow.steps, [start], { roots: new Map([["trigger", event]]) });
  }

  #block(steps: readonly Step[], from: readonly Port[], place: Place): readonly Port[] {
    const roots = new Map(place.roots);
    let ports = from;
    for (const step of steps) {
      // nothing leads to what stands behind a stop
      if (!ports.length) break;
      ports = this.#step(step, ports, { ...place, roots }, roots);
    }
    return ports;
  }

  #add(ports: readonly Port[], step: Step, name: string, draft: Draft, id = step.id): N8nNode {
    return this.graph.add(ports, { id, name, ...draft });
  }

  #noOp(ports: readonly Port[], step: Step, name: string, id = step.id): N8nNode {
    return this.#add(ports, step, name, noOp(), id);
  }

  #step(step: Step, ports: readonly Port[], place: Place, roots: Map<string, string>): readonly Port[] {
    if ("use" in step) return this.#action(step, ports, place, roots);
    if ("if" in step) return this.#if(step, [step, ...(step.elseIf ?? [])], step.else ?? [], ports, place);
    if ("forEach" in step) return this.#forEach(step, ports, place);
    if ("while" in step || "until" in step) return this.#loop(step, ports, place);
    if ("parallel" in step) return this.#parallel(step, ports, place);
    if ("try" in step) {
      const errors: Port[] = [];
      const [tried = [], caught = []] = this.graph.branches([
        () => this.#block(step.try, ports, { ...place, errors }),
        () => this.#block(step.catch, errors, place),
      ]);
      return [...tried, ...caught];
    }
    if ("stop" in step) {
      this.#noOp(ports, step, "Stop here");
      return [];
    }
    if ("next" in step) {
      place.nexts?.push(...ports);
      return [];
    }
    if ("call" in step) return this.#call(step, ports, place);
    if ("wait" in step) return this.#wait(step, ports);
    this.#limit(step.id, "placeholder", `no step serves “${step.annotation ?? ""}”: a node marks the place`);
    return [out(this.#noOp(ports, step, `To do: ${step.annotation ?? ""}`))];
  }

  #spell(step: Step, roots: Roots) {
    const typeOf = typesAt(this.workflow, step.id, this.catalog);
    return (value: Inputs[string], as?: InputFormat) =>
      parameter(value, roots, (ref) => typeOf(ref)?.type === "string", as);
  }

  #action(
    step: Extract<Step, { use: string }>,
    ports: readonly Port[],
    place: Place,
    roots: Map<string, string>,
  ): readonly Port[] {
    const { id, use, inputs = {} } = step;
    const definition = this.catalog.get(use);
    const name = titleOf(use, this.catalog);
    const spell = this.#spell(step, place.roots);
    const binding = bindingOf(definition);
    const isList = definition?.outputs.type === "array";
    const common = {
      ...(place.errors ? { onError: "continueErrorOutput" as const } : {}),
      ...(isList ? { alwaysOutputData: true } : {}),
      ...(step.annotation ? { notes: step.annotation, notesInFlow: true } : {}),
    };
    let node: N8nNode;
    if (binding) {
      const names = Object.keys(definition?.inputs.properties ?? {});
      const { parameters, homeless } = applyBinding(binding, inputs, spell, names);
      if (homeless.length)
        this.#limit(
          id,
          "binding",
          `n8n's node for ${name} has no field for ${homeless.join(", ")}: see to it there`,
        );
      if (!isOwnCode(binding)) this.bind(id, name);
      node = this.#add(ports, step, name, { ...appNode(binding, parameters), ...common });
    } else {
      this.#limit(
        id,
        "binding",
        `no node of n8n is known for ${name}: an HTTP request marks the place, its address is to be filled in`,
      );
      const given = Object.entries(inputs).map(([field, value]) => [field, spell(value)] as const);
      node = this.#add(ports, step, name, { ...placeholderRequest(use, given), ...common });
    }
    roots.set(id, isList ? listFrom(node.name) : firstOf(node.name));
    place.errors?.push(out(node, 1));
    return [out(isList ? this.#once([out(node)], step) : node)];
  }

  /** Of several items, one: what comes after runs once. */
  #once(ports: readonly Port[], step: Step): N8nNode {
    return this.#add(ports, step, "Once", limitToFirst(), `${step.id}-once`);
  }

  /** Nodes that ask for what is only said in words, and the condition over their answers. */
  #condition(step: Step, condition: Condition, ports: readonly Port[], roots: Roots) {
    let from = ports;
    let first: N8nNode | undefined;
    const asked = new Map<string, string>();
    for (const says of undecidedIn(condition)) {
      this.#limit(
        step.id,
        "condition_in_words",
        `no data decides “${says}”: a request does, and gives back { "answer": true } or false`,
      );
      const request = placeholderRequest("decide", [["question", says]]);
      const node = this.#add(from, step, `Decide: ${says}`, request, `${step.id}-decide`);
      asked.set(says, `${firstOf(node.name)}.answer`);
      first ??= node;
      from = [out(node)];
    }
    return { from, first, holds: this.#lines(step, condition, roots, (says) => asked.get(says)!) };
  }

  /** As lines of typed comparisons where n8n has them, else as one expression that is true or false. */
  #lines(step: Step, condition: Condition, roots: Roots, decided: (says: string) => string): Lines {
    const dialect = inN8n(roots);
    const leftValue = () => expression(javascriptCondition(condition, dialect, decided));
    const operator = { type: "boolean", operation: "true", singleValue: true as const };
    return (
      linesOf(condition, typesAt(this.workflow, step.id, this.catalog), dialect) ?? {
        combinator: "and",
        lines: [{ leftValue: leftValue(), rightValue: "", operator }],
      }
    );
  }

  #if(
    step: Step,
    branches: readonly { if: Condition; annotation?: string; then: readonly Step[] }[],
    otherwise: readonly Step[],
    ports: readonly Port[],
    place: Place,
  ): readonly Port[] {
    const [first, ...more] = branches;
    if (!first) return this.#block(otherwise, ports, place);
    const named = (branch: { annotation?: string }, i: number) => branch.annotation ?? `Case ${i + 1}`;
    const { from, holds } = this.#condition(step, first.if, ports, place.roots);
    if (more.length && more.every((branch) => !undecidedIn(branch.if).length)) {
      const tests = [holds, ...more.map((branch) => this.#lines(step, branch.if, place.roots, () => ""))];
      const cases = tests.map((one, i) => ({ name: named(branches[i]!, i), holds: one }));
      const node = this.#add(from, step, named(first, 0), switchNode(step.id, cases));
      return this.graph
        .branches([
          ...branches.map((branch, i) => () => this.#block(branch.then, [out(node, i)], place)),
          () => this.#block(otherwise, [out(node, branches.length)], place),
        ])
        .flat();
    }
    const node = this.#add(from, step, named(first, 0), ifNode(step.id, holds));
    return this.graph
      .branches([
        () => this.#block(first.then, [out(node)], place),
        () => this.#if(step, more, otherwise, [out(node, 1)], place),
      ])
      .flat();
  }

  #forEach(step: Extract<Step, { forEach: unknown }>, ports: readonly Port[], place: Place): readonly Port[] {
    if (step.forEach === null)
      this.#limit(step.id, "list_unknown", "which list is gone through is not known: it is empty");
    const list = javascript(step.forEach ?? [], inN8n(place.roots));
    const said = step.annotation ? `Any: ${step.annotation}` : `Any ${step.as}?`;
    const any = this.#add(ports, step, said, ifNode(step.id, notEmpty(list)));
    const [looped = [], none = []] = this.graph.branches([
      () => {
        const { id } = step;
        const set = this.#add([out(any)], step, `List of ${step.as}`, wrapItems(list), `${id}-list`);
        const parted = this.#add([out(set)], step, `Split ${step.as}`, splitOut(), `${id}-split`);
        const each = `For each ${step.as}`;
        const loop = this.#add([out(parted)], step, each, loopOverItems(parted.name), `${id}-loop`);
        const item = `$(${JSON.stringify(loop.name)}).first(1).json.item`;
        const nexts: Port[] = [];
        const [done = []] = this.graph.branches([
          () => [out(this.#once([out(loop)], step))],
          () => {
            const within = { ...place, roots: new Map(place.roots).set(step.as, item), nexts };
            const ends = this.#block(step.do, [out(loop, 1)], within);
            this.graph.connect([...ends, ...nexts], loop);
            return [];
          },
        ]);
        return done;
      },
      () => [out(any, 1)],
    ]);
    return [...looped, ...none];
  }

  #loop(
    step: Extract<Step, { while: unknown } | { until: unknown }>,
    ports: readonly Port[],
    place: Place,
  ): readonly Port[] {
    const nexts: Port[] = [];
    const within = { ...place, nexts };
    if ("while" in step) {
      const { from, first, holds } = this.#condition(step, step.while, ports, place.roots);
      const node = this.#add(from, step, step.annotation ?? "Go on?", ifNode(step.id, holds));
      this.graph.branches([
        () => this.graph.connect([...this.#block(step.do, [out(node)], within), ...nexts], first ?? node),
      ]);
      return [out(node, 1)];
    }
    const begin = this.#noOp(ports, step, "Again and again", `${step.id}-again`);
    const ends = this.#block(step.do, [out(begin)], within);
    const { from, holds } = this.#condition(step, step.until, [...ends, ...nexts], place.roots);
    const node = this.#add(from, step, step.annotation ?? "Enough?", ifNode(step.id, holds));
    this.graph.connect([out(node, 1)], begin);
    return [out(node)];
  }

  #parallel(
    step: Extract<Step, { parallel: unknown }>,
    ports: readonly Port[],
    place: Place,
  ): readonly Port[] {
    const branches = step.parallel.filter((branch) => branch.length);
    // several ways that end here come together before they part again
    const from =
      ports.length > 1 && branches.length > 1
        ? [out(this.#noOp(ports, step, "Both", `${step.id}-fork`))]
        : ports;
    const ends = this.graph.branches(branches.map((branch) => () => this.#block(branch, from, place)));
    if (ends.length < 2) return ends[0] ?? ports;
    const name = step.annotation ? `Both done: ${step.annotation}` : "All done";
    const merge = this.#add([], step, name, mergeBranches(ends.length));
    for (const [i, end] of ends.entries()) this.graph.connect(end, merge, i);
    // a branch that stops ends the whole: the others are waited for in vain
    return ends.every((end) => end.length) ? [out(merge)] : [];
  }

  #call(step: Extract<Step, { call: unknown }>, ports: readonly Port[], place: Place): readonly Port[] {
    const known = typeof step.call === "string" ? step.call : undefined;
    this.#limit(
      step.id,
      "call",
      known === undefined
        ? "which workflow is called is not known before it runs: choose it"
        : `n8n calls workflows by an identifier that only it knows: choose “${known}”`,
    );
    const spell = this.#spell(step, place.roots);
    const value = Object.fromEntries(
      Object.entries(step.inputs ?? {}).map(([name, one]) => [name, spell(one)]),
    );
    const name = `Run ${known ?? "a workflow"}`;
    return [out(this.#add(ports, step, name, executeWorkflow(known ?? "", value)))];
  }

  #wait(step: Extract<Step, { wait: unknown }>, ports: readonly Port[]): readonly Port[] {
    const { duration, until } = step.wait;
    const seconds = secondsOf(duration);
    if (seconds === undefined && !isTimestamp(until)) {
      const what = JSON.stringify(until ?? duration ?? "");
      this.#limit(
        step.id,
        "time_in_words",
        `how long to wait (${what}) is no duration: a node marks the place`,
      );
      return [out(this.#noOp(ports, step, `To do: wait until ${until ?? duration ?? ""}`))];
    }
    const draft = seconds === undefined ? waitUntil(until!) : waitFor(seconds);
    return [out(this.#add(ports, step, step.annotation ?? "Wait", draft))];
  }
}
