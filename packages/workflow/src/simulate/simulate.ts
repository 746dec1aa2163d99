import type { Catalog } from "../catalog/index.js";
import type { Inputs, Step, Workflow } from "../document/index.js";
import { holds, resolve, type Scope } from "./evaluate.js";
import { sampleOf } from "./sample-data.js";

/** One event of a simulated run. */
export interface TraceEntry {
  kind: "action" | "placeholder" | "wait" | "call" | "decision" | "stop";
  /** The step's id. */
  id: string;
  /** The round of each enclosing loop, from 0, outermost first; empty outside of loops. */
  rounds: readonly number[];
  use?: string;
  /** Inputs with their references looked up; references that lead to nothing are omitted. */
  inputs?: Record<string, unknown>;
  output?: unknown;
  /** For a decision: the text of the undecided condition, and the answer. */
  says?: string;
  holds?: boolean;
  /** The action failed with this message. */
  error?: string;
}

export interface SimulateOptions {
  /** The trigger's output. Default: sample data from its schema. */
  trigger?: unknown;
  /** Returns the output of an action; throw to make it fail. Default: `sample()`, sample data from its schema. */
  act?: (use: string, inputs: Record<string, unknown>, id: string, sample: () => unknown) => unknown;
  /** Answers undecided conditions. Default: they hold. */
  decide?: (undecided: string, id: string) => boolean;
  /** Rounds after which a `while` or `until` loop is left; at least 0. Default: 5. */
  maxRounds?: number;
}

/** Why a block ended early. */
type End = "stop" | "next" | undefined;

class ActionFailed extends Error {}

/**
 * Simulates a workflow without calling anything. This is the reference semantics that exports are tested against.
 * Branches of `parallel` run one after the other. An action that fails outside of `try` ends the run.
 * @returns the events in order.
 */
export function simulate(workflow: Workflow, catalog: Catalog, options: SimulateOptions = {}): TraceEntry[] {
  return new Run(catalog, options).run(workflow);
}

class Run {
  readonly #trace: TraceEntry[] = [];

  constructor(
    readonly catalog: Catalog,
    readonly options: SimulateOptions,
  ) {}

  run({ trigger, steps }: Workflow): TraceEntry[] {
    const schema = trigger && "use" in trigger ? this.catalog.get(trigger.use)?.outputs : undefined;
    const data = this.options.trigger ?? (schema ? sampleOf(schema, "trigger") : {});
    try {
      this.#block(steps, new Map([["trigger", data]]), []);
    } catch (error) {
      if (!(error instanceof ActionFailed)) throw error;
    }
    return this.#trace;
  }

  #inputs(inputs: Inputs = {}, scope: Scope): Record<string, unknown> {
    const values = Object.entries(inputs).map(([name, value]) => [name, resolve(value, scope)] as const);
    return Object.fromEntries(values.filter(([, value]) => value !== undefined));
  }

  #holds(
    id: string,
    condition: Parameters<typeof holds>[0],
    scope: Scope,
    rounds: readonly number[],
  ): boolean {
    return holds(condition, scope, (undecided) => {
      const decided = this.options.decide?.(undecided, id) ?? true;
      this.#trace.push({ kind: "decision", id, rounds, says: undecided, holds: decided });
      return decided;
    });
  }

  /** Later steps of the same block see the outputs of earlier ones; steps outside of the block do not. */
  #block(steps: readonly Step[], outer: Scope, rounds: readonly number[]): End {
    const scope = new Map(outer);
    for (const step of steps) {
      const end = this.#step(step, scope, rounds);
      if (end) return end;
    }
    return undefined;
  }

  #step(step: Step, scope: Map<string, unknown>, rounds: readonly number[]): End {
    const { id } = step;
    if ("use" in step) {
      scope.set(id, this.#act(id, step.use, this.#inputs(step.inputs, scope), rounds));
      return undefined;
    }
    if ("if" in step) {
      if (this.#holds(id, step.if, scope, rounds)) return this.#block(step.then, scope, rounds);
      for (const branch of step.elseIf ?? [])
        if (this.#holds(id, branch.if, scope, rounds)) return this.#block(branch.then, scope, rounds);
      return this.#block(step.else ?? [], scope, rounds);
    }
    if ("forEach" in step) {
      const list = step.forEach === null ? undefined : resolve(step.forEach, scope);
      for (const [i, item] of (Array.isArray(list) ? list : []).entries())
        if (this.#block(step.do, new Map(scope).set(step.as, item), [...rounds, i]) === "stop") return "stop";
      return undefined;
    }
    if ("while" in step || "until" in step) return this.#loop(step, scope, rounds);
    if ("parallel" in step) {
      for (const branch of step.parallel) {
        const end = this.#block(branch, scope, rounds);
        if (end) return end;
      }
      return undefined;
    }
    if ("try" in step) {
      try {
        return this.#block(step.try, scope, rounds);
      } catch (error) {
        if (!(error instanceof ActionFailed)) throw error;
        return this.#block(step.catch, scope, rounds);
      }
    }
    if ("stop" in step) {
      this.#trace.push({ kind: "stop", id, rounds });
      return "stop";
    }
    if ("next" in step) return "next";
    if ("call" in step) {
      const called = step.call === null ? {} : { workflow: resolve(step.call, scope) };
      this.#trace.push({
        kind: "call",
        id,
        rounds,
        inputs: { ...called, ...this.#inputs(step.inputs, scope) },
      });
      return undefined;
    }
    if ("wait" in step) {
      const { duration, until } = step.wait;
      this.#trace.push({
        kind: "wait",
        id,
        rounds,
        inputs: this.#inputs(
          { ...(duration === undefined ? {} : { duration }), ...(until === undefined ? {} : { until }) },
          scope,
        ),
      });
      return undefined;
    }
    this.#trace.push({ kind: "placeholder", id, rounds });
    return undefined;
  }

  #loop(
    step: Extract<Step, { while: unknown } | { until: unknown }>,
    scope: Map<string, unknown>,
    rounds: readonly number[],
  ): End {
    const { maxRounds = 5 } = this.options;
    for (let round = 0; round < maxRounds; round++) {
      if ("while" in step && !this.#holds(step.id, step.while, scope, rounds)) return undefined;
      if (this.#block(step.do, scope, [...rounds, round]) === "stop") return "stop";
      if ("until" in step && this.#holds(step.id, step.until, scope, rounds)) return undefined;
    }
    return undefined;
  }

  #act(id: string, use: string, inputs: Record<string, unknown>, rounds: readonly number[]): unknown {
    const schema = this.catalog.get(use)?.outputs;
    const sample = () => schema && sampleOf(schema, schema.title ?? "item");
    const entry: TraceEntry = { kind: "action", id, rounds, use, inputs };
    this.#trace.push(entry);
    try {
      entry.output = this.options.act ? this.options.act(use, inputs, id, sample) : sample();
    } catch (error) {
      entry.error = error instanceof Error ? error.message : String(error);
      throw new ActionFailed(entry.error);
    }
    return entry.output;
  }
}
