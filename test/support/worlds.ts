import { readdirSync, readFileSync } from "node:fs";
import { makePair } from "@flowright/datagen";
import { parseNotation, type Step, type Workflow, walk } from "@flowright/workflow";
import { Random } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import { sampleOf, simulate, type TraceEntry } from "@flowright/workflow/simulate";

export const catalog = coreCatalog();
const written = new URL("../../packages/datagen/written/", import.meta.url);

/** Loops whose condition no step changes would go on for ever: they are decided in words instead. */
function ending(workflow: Workflow): Workflow {
  const copy = structuredClone(workflow);
  for (const { step } of walk(copy.steps)) {
    if ("while" in step) step.while = { says: step.annotation ?? "again" };
    if ("until" in step) step.until = { says: step.annotation ?? "done" };
  }
  return copy;
}

/** Every kind of node inside of every other, by chance. */
function shape(rng: Random): Workflow {
  let id = 0;
  const lists = () => ({ ref: rng.chance(0.7) ? `s${list}` : "trigger.labels" });
  let list = 0;
  const node = (depth: number, loop: boolean): Step => {
    const own = { id: `s${++id}`, annotation: `part ${id}` };
    const block = (inLoop = loop) => Array.from({ length: rng.int(1, 3) }, () => node(depth - 1, inLoop));
    const leaves: (() => Step)[] = [
      () => ({
        ...own,
        use: "slack.message.post",
        inputs: { channel: "#a", text: { template: `it's {{trigger.title}} {} {0} "done"\n$.x ${"$"}{y}` } },
      }),
      () => ({
        ...own,
        use: "jira.issue.update",
        inputs: { issue: { ref: "trigger.key" }, priority: "high" },
      }),
      () => ({
        ...own,
        use: "email.message.send",
        inputs: { to: ["a@x.test", { ref: "trigger.assignee" }], body: "$.x {{" },
      }),
      () => ({ ...own, use: "sms.call.make", inputs: { phone: "fails" } }),
      () => ({ ...own, placeholder: true }),
      () => ({ ...own, wait: { duration: "PT2M" } }),
      () => ({ ...own, call: "Other flow" }),
      ...(rng.chance(0.4) ? [(): Step => ({ ...own, stop: true })] : []),
      ...(loop ? [(): Step => ({ ...own, next: true })] : []),
    ];
    if (depth === 0) return rng.pick(leaves)();
    const nested: (() => Step)[] = [
      () => ({ ...own, if: condition(rng), then: block(), ...(rng.chance(0.5) ? { else: block() } : {}) }),
      () => ({
        ...own,
        if: condition(rng),
        then: block(),
        elseIf: [{ if: condition(rng), annotation: "or", then: block() }],
        else: block(),
      }),
      () => ({ ...own, forEach: lists(), as: `item${id}`, do: block(true) }),
      () => ({ ...own, while: { says: "again" }, do: block(true) }),
      () => ({ ...own, until: { says: "done" }, do: block(true) }),
      () => ({ ...own, parallel: [block(), block()] }),
      () => ({ ...own, try: block(), catch: block() }),
    ];
    return rng.pick(rng.chance(0.6) ? nested : leaves)();
  };
  const search: Step = {
    id: `s${++id}`,
    annotation: "find",
    use: "jira.issue.search",
    inputs: { project: "A" },
  };
  list = id;
  return {
    version: 1,
    name: "shape",
    trigger: { use: "jira.issue.created" },
    steps: [search, ...Array.from({ length: rng.int(1, 4) }, () => node(3, false))],
  };
}

const condition = (rng: Random): Extract<Step, { if: unknown }>["if"] =>
  rng.pick([
    { left: { ref: "trigger.priority" }, op: "eq", right: "low" },
    { left: { ref: "trigger.title" }, op: "ne", right: "x" },
    { left: { ref: "trigger.title" }, op: "contains", right: "tri" },
    { left: { ref: "trigger.labels" }, op: "contains", right: "labels 1" },
    { left: { ref: "trigger.labels" }, op: "empty" },
    { left: { ref: "trigger.assignee" }, op: "filled" },
    { left: { ref: "trigger.title" }, op: "gt", right: 5 },
    { left: { ref: "trigger.title" }, op: "lt", right: { ref: "trigger.key" } },
    { left: 3, op: "ge", right: 2 },
    {
      all: [
        { left: { ref: "trigger.priority" }, op: "eq", right: "low" },
        { left: { ref: "trigger.url" }, op: "filled" },
      ],
    },
    {
      any: [
        { left: { ref: "trigger.priority" }, op: "eq", right: "x" },
        { not: { left: { ref: "trigger.url" }, op: "empty" } },
      ],
    },
    { not: { left: { ref: "trigger.title" }, op: "true" } },
    { says: "it looks good" },
  ] as const) as Extract<Step, { if: unknown }>["if"];

const notations = (name: string) =>
  readFileSync(new URL(name, written), "utf8")
    .split(/^===.*$/m)
    .flatMap((block) => block.split(/^---$/m)[1]?.trim() ?? [])
    .map((source) => parseNotation(source));

const people: Workflow[] = readdirSync(written)
  .filter((name) => /^core-.*\.flow$/.test(name))
  .flatMap(notations);
const generated = Array.from(
  { length: 40 },
  (_, i) => makePair(catalog, new Random(900 + i))?.workflow ?? [],
).flat();
const shapes = Array.from({ length: 100 }, (_, i) => shape(new Random(i)));
export const all = [...people.filter((_, i) => i % 6 === 0), ...generated, ...shapes].map(ending);

/** What the world answers, the same for every engine: decisions end loops, one phone number always fails. */
export class World {
  readonly #asked = new Map<string, number>();
  readonly loops: Map<string, "while" | "until">;
  constructor(readonly workflow: Workflow) {
    this.loops = new Map(
      [...walk(workflow.steps)].flatMap(({ step }): [string, "while" | "until"][] =>
        "while" in step ? [[step.id, "while"]] : "until" in step ? [[step.id, "until"]] : [],
      ),
    );
  }
  decide(id: string): boolean {
    const times = (this.#asked.get(id) ?? 0) + 1;
    this.#asked.set(id, times);
    const kind = this.loops.get(id);
    if (kind) return kind === "while" ? times % 3 !== 0 : times % 2 === 0;
    return (id.length + Number(id.slice(1)) + times) % 2 === 0;
  }
  act(use: string, inputs: Record<string, unknown>): unknown {
    if (inputs.phone === "fails") throw new Error("no answer");
    const schema = catalog.get(use)!.outputs;
    return this.#shortened(sampleOf(schema, schema.title ?? "item"));
  }
  trigger(): unknown {
    const { trigger } = this.workflow;
    return trigger && "use" in trigger
      ? this.#shortened(sampleOf(catalog.get(trigger.use)!.outputs, "trigger"))
      : {};
  }
  /**
   * The local interpreter goes on with the other items of a Map when one fails, which the service does not do: where a
   * loop is left early, lists have one item.
   */
  #shortened(value: unknown): unknown {
    if (!leavesLoops(this.workflow)) return value;
    return Array.isArray(value)
      ? value.slice(0, 1)
      : Object.fromEntries(
          Object.entries(value as object).map(([key, one]) => [
            key,
            Array.isArray(one) ? one.slice(0, 1) : one,
          ]),
        );
  }
}
/** A stop or a failure may leave a loop over a list before its end. */
const leavesLoops = ({ steps }: Workflow): boolean =>
  [...walk(steps)].some(
    ({ step, ancestors }) =>
      ("stop" in step || JSON.stringify(step).includes("fails")) && ancestors.some((one) => "forEach" in one),
  );

/** What the reference semantics do in this world. */
export function traceOf(workflow: Workflow): TraceEntry[] {
  const world = new World(workflow);
  return simulate(workflow, catalog, {
    trigger: world.trigger(),
    act: (use, inputs) => world.act(use, inputs),
    decide: (_, id) => world.decide(id),
    mostRounds: 50,
  });
}

/** What the reference semantics say would be done, in order. */
export const expected = (workflow: Workflow): string[] =>
  traceOf(workflow).flatMap(({ kind, id, inputs }) =>
    kind === "action"
      ? [`${id} ${JSON.stringify(inputs)}`]
      : kind === "decision" || kind === "call"
        ? [`${id} ${kind}`]
        : [],
  );

/** Where one of several branches ends the workflow or fails, nobody can tell what the others still do. */
export const endsBeside = (workflow: Workflow): boolean =>
  [...walk(workflow.steps)].some(({ step }) => "parallel" in step) &&
  /"(?:stop|next)":true|fails/.test(JSON.stringify(workflow));

/** Branches that run side by side may be done in any order. */
export const comparable = (workflow: Workflow, entries: string[]) =>
  [...walk(workflow.steps)].some(({ step }) => "parallel" in step) ? [...entries].sort() : entries;
