import type { Condition, Step, Value, Workflow } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { identifierWords } from "@flowright/workflow/core";
import { DAYS } from "../cron.js";
import { Flow, kindOf, unstructured } from "./flow.js";
import type { N8nNode } from "./graph.js";
import { extractInputs, matchStep } from "./match-step.js";
import { placeholderTarget } from "./node-drafts.js";
import { conditionIn, valueIn } from "./read-expressions.js";

/** Nodes that change nothing that a workflow document has. */
const PASSING = new Set(["noOp", "limit", "merge"]);
const isDecision = ({ parameters }: N8nNode) => placeholderTarget(parameters.url) === "decide";

/** What is known on the way through the graph. */
interface Way {
  /** Nodes at which a block ends. */
  ends: ReadonlySet<string>;
  /** What the item is that a node is given, as a reference. */
  here?: string;
  /** The tries that are being read: where their failures lead. */
  trying?: ReadonlySet<string>;
}

/**
 * Finds the tree in a graph of n8n. What n8n has and the document has not stays as a placeholder, a condition in words or a missing input, each
 * with the node's name; a graph that is no tree is refused.
 */
export class TreeFinder {
  readonly #flow: Flow;
  readonly #roots = new Map<string, { root: string; box?: string }>();
  readonly #done = new Set<string>();
  readonly #missing: NonNullable<Workflow["missing"]> = [];
  #count = 0;

  constructor(
    document: unknown,
    readonly catalog: Catalog,
  ) {
    this.#flow = new Flow(document);
  }

  find(name: string): Workflow {
    const start = this.#flow.start();
    this.#done.add(start.name);
    const trigger = this.#trigger(start);
    const event = trigger && "use" in trigger && trigger.use === start.parameters.path;
    this.#roots.set(start.name, { root: "trigger", ...(event ? { box: "body" } : {}) });
    const steps = this.#follow(this.#flow.onward(start.name), { ends: new Set(), here: "trigger" });
    return {
      version: 1,
      name,
      ...(trigger ? { trigger } : {}),
      steps,
      ...(this.#missing.length ? { missing: this.#missing } : {}),
    };
  }

  #rootOf = (name: string) => this.#roots.get(name);

  #id(node?: N8nNode): string {
    const id = `s${++this.#count}`;
    if (node) this.#roots.set(node.name, { root: id });
    return id;
  }

  #trigger(node: N8nNode): Workflow["trigger"] {
    const said = node.notes ? { annotation: node.notes } : {};
    if (kindOf(node) === "manualTrigger" && !node.notes) return undefined;
    const schedule = kindOf(node) === "scheduleTrigger" ? scheduleOf(node.parameters) : undefined;
    if (schedule) return { ...schedule, ...said };
    const definition = this.catalog.get(String(node.parameters.path ?? "")) ?? matchStep(node, this.catalog);
    if (definition?.kind !== "trigger") return { placeholder: true, annotation: node.notes ?? node.name };
    const { inputs, unread } = extractInputs(definition, node.parameters, (one) =>
      valueIn(one, this.#rootOf, undefined),
    );
    for (const input of unread) this.#missing.push({ step: "trigger", input });
    return { use: definition.id, ...said, inputs };
  }

  /** Steps from where several outputs, or one, lead to. */
  #follow(targets: readonly string[], way: Way): Step[] {
    if (targets.length < 2) return this.#block(targets[0], way);
    const { ends } = way;
    const join = this.#flow.join(
      targets.map((one) => [one]),
      ends,
    );
    const inner = { ...way, ends: join ? new Set(ends).add(join) : ends };
    const id = this.#id();
    const parallel = targets.map((one) => this.#block(one, inner));
    return [{ id, parallel }, ...this.#block(join, way)];
  }

  #block(name: string | undefined, way: Way): Step[] {
    if (name === undefined || way.ends.has(name)) return [];
    const node = this.#flow.node(name);
    const tried = this.#tryAt(name, way);
    if (tried) return tried;
    if (this.#done.has(name))
      throw unstructured(`“${name}” is reached on several ways that do not part and join as branches do`);
    const looped = this.#loopAt(name, way);
    if (looped) return looped;
    this.#done.add(name);
    const kind = kindOf(node);
    const on = (more: Partial<Way> = {}) => this.#follow(this.#flow.onward(name), { ...way, ...more });
    if (kind === "splitInBatches") return this.#forEach(node, way, undefined);
    if (kind === "if" || kind === "switch") return this.#choice(node, way);
    if (node.disabled) return on();
    if (kind === "wait") {
      const { amount, unit = "hours", dateTime } = node.parameters;
      const letter = { seconds: "S", minutes: "M", hours: "H", days: "D" }[String(unit)] ?? "H";
      const time = typeof amount === "number" ? `P${letter === "D" ? "" : "T"}${amount}${letter}` : undefined;
      const step = this.#said(node, {
        wait: time ? { duration: time } : dateTime === undefined ? {} : { until: String(dateTime) },
      });
      return [step, ...on()];
    }
    if (kind === "stopAndError") return [this.#said(node, { stop: true })];
    if (kind === "executeWorkflow") {
      const { workflowId } = node.parameters as { workflowId?: { cachedResultName?: string } };
      const step = this.#said(node, { call: workflowId?.cachedResultName || null });
      return [step, ...on()];
    }
    if (isDecision(node)) return on();
    if (PASSING.has(kind)) {
      const todo = /^To do: (.*)$/.exec(node.name)?.[1];
      const until = /^wait until (.*)$/.exec(todo ?? "")?.[1];
      if (until) return [this.#said(node, { wait: { until } }), ...on()];
      if (todo !== undefined) return [this.#said(node, { placeholder: true }, node.notes ?? todo), ...on()];
      if (node.name.startsWith("Stop here")) return [this.#said(node, { stop: true })];
      return on();
    }
    return this.#action(node, way);
  }

  #said<T extends object>(node: N8nNode, what: T, annotation = node.notes): Step {
    return { id: this.#id(node), ...(annotation ? { annotation } : {}), ...what } as unknown as Step;
  }

  #action(node: N8nNode, way: Way): Step[] {
    const { name, parameters } = node;
    const use = placeholderTarget(parameters.url) ?? "";
    const definition = this.catalog.get(use) ?? matchStep(node, this.catalog);
    const next = this.#flow.onward(name);
    if (definition?.kind !== "action")
      return [this.#said(node, { placeholder: true }, node.notes ?? name), ...this.#follow(next, way)];
    const read = (one: unknown) => valueIn(one, this.#rootOf, way.here);
    const given = (parameters.bodyParameters as { parameters?: { name: string; value: unknown }[] })
      ?.parameters;
    const { inputs, unread } =
      definition.id === use ? readAll(given ?? [], read) : extractInputs(definition, parameters, read);
    const step = this.#said(node, { use: definition.id, inputs });
    for (const input of unread) this.#missing.push({ step: step.id, input });
    if (definition.outputs.type !== "array") return [step, ...this.#follow(next, { ...way, here: step.id })];
    const [only] = next;
    const kind = next.length === 1 && !way.ends.has(only!) ? kindOf(this.#flow.node(only!)) : "";
    if (["splitInBatches", "limit", "if", ""].includes(kind))
      return [step, ...this.#follow(next, { ...way, here: step.id })];
    // n8n does what comes next once for each item
    const as = this.#variable(definition.outputs.items?.title ?? "item");
    const id = this.#id();
    return [step, { id, forEach: { ref: step.id }, as, do: this.#follow(next, { ...way, here: as }) }];
  }

  #variable(words: string): string {
    const name = identifierWords(words).join("_") || "item";
    const taken = new Set([...this.#roots.values()].map(({ root }) => root));
    let unique = name;
    for (let n = 2; taken.has(unique) || unique === "trigger"; n++) unique = `${name}${n}`;
    return unique;
  }

  /** A loop over items: with the nodes before it that make a list of them, if it was exported. */
  #forEach(loop: N8nNode, way: Way, list: Value | undefined, id = this.#id()): Step[] {
    const as = this.#variable(loop.name.replace(/^(?:for each|loop over)\s+/i, "").replace(/\d+$/, ""));
    this.#roots.set(loop.name, { root: as, box: "item" });
    const ends = new Set(way.ends).add(loop.name);
    const body = this.#follow(this.#flow.targets(loop.name, 1), { ...way, ends, here: as });
    const over = list ?? (way.here && way.here !== "trigger" ? { ref: way.here } : null);
    const step = { id, forEach: over, as, do: body } as Step;
    return [step, ...this.#follow(this.#flow.targets(loop.name), way)];
  }

  /** The list that an export makes before its loop: Any? → List → Split → For each. */
  #prelude(name: string): { loop: N8nNode; list: Value; passed: string[] } | undefined {
    const only = (from: string) => {
      const [first, ...others] = this.#flow.targets(from);
      return first !== undefined && !others.length ? this.#flow.node(first) : undefined;
    };
    const set = only(name);
    const split = set && kindOf(set) === "set" ? only(set.name) : undefined;
    const loop = split && kindOf(split) === "splitOut" ? only(split.name) : undefined;
    if (!set || !split || !loop || kindOf(loop) !== "splitInBatches") return undefined;
    const items = (set.parameters.assignments as { assignments?: { value?: unknown }[] })?.assignments?.[0]
      ?.value;
    const source = /^=\{\{ \((.*)\)\.map\(\(item\) => Object\.fromEntries/.exec(String(items))?.[1];
    if (source === undefined) return undefined;
    const list = valueIn(`={{ ${source} }}`, this.#rootOf, undefined);
    return list === undefined ? undefined : { loop, list, passed: [set.name, split.name] };
  }

  #choice(node: N8nNode, way: Way): Step[] {
    const { name } = node;
    const prelude = kindOf(node) === "if" ? this.#prelude(name) : undefined;
    if (prelude) {
      for (const passed of [...prelude.passed, prelude.loop.name]) this.#done.add(passed);
      return this.#forEach(prelude.loop, way, prelude.list);
    }
    const cases = casesOf(node);
    const ways = [
      ...cases.map((_, i) => this.#flow.targets(name, i)),
      this.#flow.targets(name, cases.length),
    ];
    const join = this.#flow.join(ways, way.ends);
    const inner = { ...way, ends: join ? new Set(way.ends).add(join) : way.ends };
    const id = this.#id();
    const branches = cases.map(({ conditions, said }, i) => ({
      if: this.#condition(conditions, said, way),
      annotation: said,
      // only its own way: what comes after the join is not in it
      then: this.#follow(ways[i]!, inner),
    }));
    const otherwise = this.#follow(ways.at(-1)!, inner);
    const [first, ...more] = branches;
    if (!first) throw unstructured(`“${name}” has no rules`);
    const step = {
      id,
      ...first,
      ...(more.length ? { elseIf: more } : {}),
      ...(otherwise.length ? { else: otherwise } : {}),
    };
    return [step as Step, ...this.#block(join, way)];
  }

  #condition(conditions: unknown, said: string, way: Way): Condition {
    return conditionIn(conditions, this.#rootOf, way.here) ?? { says: said };
  }

  /** A loop without a list: a node that is come back to. */
  #loopAt(name: string, way: Way): Step[] | undefined {
    const { ends } = way;
    if (
      kindOf(this.#flow.node(name)) === "splitInBatches" ||
      !this.#returns(this.#flow.onward(name), name, ends)
    )
      return undefined;
    // asked before each round: nothing is done between the node that is come back to and the question
    let test = name;
    const passed: string[] = [];
    while (isDecision(this.#flow.node(test))) {
      passed.push(test);
      const [next] = this.#flow.onward(test);
      if (next === undefined) return undefined;
      test = next;
    }
    const choice = this.#flow.node(test);
    const [yes, no] = [this.#flow.targets(test, 0), this.#flow.targets(test, 1)];
    if (kindOf(choice) === "if" && !this.#returns(no, name, ends) && this.#returns(yes, name, ends)) {
      for (const one of [...passed, test]) this.#done.add(one);
      const id = this.#id();
      const [{ conditions, said }] = casesOf(choice) as [Case];
      const condition = this.#condition(conditions, said, way);
      const body = this.#follow(yes, { ...way, ends: new Set(ends).add(name) });
      return [{ id, annotation: said, while: condition, do: body } as Step, ...this.#follow(no, way)];
    }
    // asked after each round
    const exits = [...this.#flow.reach(this.#flow.onward(name), new Set(ends).add(name))].filter(
      (one) => kindOf(this.#flow.node(one)) === "if" && this.#flow.targets(one, 1).includes(name),
    );
    const [exit, other] = exits;
    if (exit === undefined || other !== undefined || !PASSING.has(kindOf(this.#flow.node(name))))
      throw unstructured(
        `the way back to “${name}” is none of a loop that is left at its beginning or its end`,
      );
    this.#done.add(name);
    const id = this.#id();
    const until = this.#flow.node(exit);
    const body = this.#follow(this.#flow.onward(name), { ...way, ends: new Set(ends).add(name).add(exit) });
    this.#done.add(exit);
    const [{ conditions, said }] = casesOf(until) as [Case];
    const step = { id, annotation: said, until: this.#condition(conditions, said, way), do: body } as Step;
    return [step, ...this.#follow(this.#flow.targets(exit), way)];
  }

  #returns(from: readonly string[], to: string, ends: ReadonlySet<string>): boolean {
    return this.#flow.reach(from, ends).has(to);
  }

  /** A try, if one begins here: nodes whose failures lead to the same place. */
  #tryAt(name: string, way: Way): Step[] | undefined {
    const flow = this.#flow;
    const joinOf = (key: string) => flow.join([flow.onward(name), key.split("\n")], way.ends);
    const [key] = this.#keysAt(name, way).sort((a, b) => {
      // the outer one of two is left later
      const [first, second] = [joinOf(a), joinOf(b)];
      if (first === second || first === undefined || second === undefined) return 0;
      return flow.reach([first], way.ends).has(second) ? 1 : -1;
    });
    if (key === undefined) return undefined;
    const join = joinOf(key);
    const ends = join ? new Set(way.ends).add(join) : way.ends;
    const id = this.#id();
    const trying = new Set(way.trying).add(key);
    const tried = this.#block(name, { ...way, ends, trying });
    const caught = this.#follow(key.split("\n"), { ...way, ends });
    return [{ id, try: tried, catch: caught }, ...this.#block(join, way)];
  }

  /** Where failures lead, of the tries that begin here: their nodes are here, in several ways from here, or here and later. */
  #keysAt(name: string, { ends, trying }: Way): string[] {
    const flow = this.#flow;
    const own = flow.errorKey(name);
    const plain = Array.from({ length: flow.outputs(name) }, (_, i) =>
      i === flow.errorOutput(name) ? (own ?? "").split("\n").filter(Boolean) : flow.targets(name, i),
    ).filter((one) => one.length);
    const ways = plain.length === 1 ? plain[0]!.map((one) => [one]) : plain;
    const header = this.#prelude(name)?.loop.name ?? name;
    const loops = [header, name].some((one) => this.#returns(ways.flat(), one, ends));
    if (own === undefined && ways.length < 2 && !loops) return [];
    const join = flow.join(ways, new Set(ends).add(name));
    const limit = new Set(ends).add(name);
    if (join !== undefined) limit.add(join);
    const keysIn = (from: readonly string[], not: ReadonlySet<string>) =>
      new Set(
        [...flow.reachAll(from, not)].flatMap((one) => (not.has(one) ? [] : (flow.errorKey(one) ?? []))),
      );
    const within = ways.map((one) => keysIn(one, limit));
    const after = join === undefined ? new Set<string>() : keysIn([join], new Set(ends).add(name));
    if (join !== undefined && flow.errorKey(join)) after.add(flow.errorKey(join)!);
    const all = new Set([...within.flatMap((keys) => [...keys]), ...(own === undefined ? [] : [own])]);
    return [...all].filter((key) => {
      if (trying?.has(key)) return false;
      const times = within.filter((keys) => keys.has(key)).length;
      const leaves = loops && !this.#returns(key.split("\n"), header, ends);
      return key === own || times > 1 || (times === 1 && (after.has(key) || leaves));
    });
  }
}

interface Case {
  conditions: unknown;
  said: string;
}
function casesOf(node: N8nNode): Case[] {
  const { parameters, name } = node;
  if (kindOf(node) === "if") return [{ conditions: parameters.conditions, said: name }];
  const values =
    (parameters.rules as { values?: { conditions?: unknown; outputKey?: string }[] })?.values ?? [];
  return values.map(({ conditions, outputKey }, i) => ({
    conditions,
    said: outputKey ?? `${name} ${i + 1}`,
  }));
}

function readAll(
  given: readonly { name: string; value: unknown }[],
  read: (parameter: unknown) => Value | undefined,
): { inputs: Record<string, Value>; unread: string[] } {
  const inputs: Record<string, Value> = {};
  const unread: string[] = [];
  for (const { name, value } of given) {
    const known = read(value);
    if (known === undefined) unread.push(name);
    else inputs[name] = known;
  }
  return { inputs, unread };
}

/** The schedules that the catalogue knows, out of n8n's rule. */
function scheduleOf(
  parameters: Record<string, unknown>,
): { use: string; inputs: Record<string, Value> } | undefined {
  const rule = (parameters.rule as { interval?: Record<string, unknown>[] })?.interval?.[0] ?? {};
  const [minute, hour, day, month, weekday] = String(rule.expression ?? "").split(" ");
  const two = (text: string) => text.padStart(2, "0");
  if (
    rule.field === "cronExpression" &&
    minute !== undefined &&
    hour !== undefined &&
    month === "*" &&
    /^\d+ \d+$/.test(`${minute} ${hour}`)
  ) {
    const time = `${two(hour)}:${two(minute)}`;
    if (day === "*" && weekday === "*") return { use: "schedule.day.every", inputs: { time } };
    if (day === "*" && weekday === "1-5") return { use: "schedule.weekday.every", inputs: { time } };
    if (day === "*" && DAYS[Number(weekday)])
      return { use: "schedule.week.every", inputs: { day: DAYS[Number(weekday)]!, time } };
    if (weekday === "*" && Number.isInteger(Number(day)))
      return { use: "schedule.month.every", inputs: { day_of_month: Number(day), time } };
  }
  const units = { seconds: "S", minutes: "M", hours: "H", days: "D" } as const;
  const unit = Object.entries(units).find(([name]) => rule.field === name);
  const many = unit && rule[`${unit[0]}Interval`];
  return unit && typeof many === "number"
    ? {
        use: "schedule.interval.every",
        inputs: { interval: `P${unit[1] === "D" ? "" : "T"}${many}${unit[1]}` },
      }
    : undefined;
}
