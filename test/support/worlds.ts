import { type Workflow, walk } from "@flowright/workflow";
import { coreCatalog } from "@flowright/workflow/node";
import { sampleOf, simulate, type TraceEntry } from "@flowright/workflow/simulate";

export const catalog = coreCatalog();

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
    maxRounds: 50,
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
