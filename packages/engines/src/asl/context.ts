import type { Step, Workflow } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { type TypeOf, typesAt } from "../support.js";
import type { Limitation } from "../types.js";
import type { Language, State } from "./language.js";

export interface Machine {
  StartAt: string;
  States: Record<string, State>;
}

/** Where control continues: a state of the same level, or its end. */
export type Target = string | undefined;

/**
 * A list of states: the machine itself, a branch, or the body of a Map. Only errors leave a level early: `stop` and
 * `next` inside of a nested level are thrown there and caught outside.
 */
export interface Level {
  states: Record<string, State>;
  /** The state that ends the whole workflow from here. */
  stop(): string;
  /** The state that continues with the next item from here; undefined outside of loops. */
  next?: () => string;
}

/** Amazon States Language allows 80 characters in a state's name. */
const MAX_NAME_CHARS = 80;

/** What the builders of a machine share: unique state names, limitations, and how states are added. */
export abstract class MachineContext {
  readonly limitations: Limitation[] = [];
  readonly #names = new Set<string>();
  #variables = 0;

  constructor(
    readonly workflow: Workflow,
    readonly catalog: Catalog,
    readonly language: Language,
  ) {}

  /** Adds the states of steps to a level, last step first. Returns the first state, or `after` for no steps. */
  abstract block(steps: readonly Step[], after: Target, level: Level): Target;

  /** A name that no other state of the machine has. */
  name(wanted: string): string {
    const short = wanted
      .replace(/[\p{Cc}]+/gu, " ")
      .slice(0, MAX_NAME_CHARS - 4)
      .trim();
    let name = short;
    for (let n = 2; this.#names.has(name); n++) name = `${short} ${n}`;
    this.#names.add(name);
    return name;
  }

  /** A fresh name for a variable that a condition needs. */
  variable(): string {
    return `c${++this.#variables}`;
  }

  add(level: Level, wanted: string, state: State): string {
    const name = this.name(wanted);
    level.states[name] = state;
    return name;
  }

  /** Adds a state that a level needs at most once; the same state is used again. */
  addOnce(states: Record<string, State>, wanted: string, state: State): string {
    const same = Object.entries(states).find(([, other]) => JSON.stringify(other) === JSON.stringify(state));
    if (same) return same[0];
    const name = this.name(wanted);
    states[name] = state;
    return name;
  }

  /** The target's name; an added state that ends the level where there is no target. */
  named(target: Target, level: Level): string {
    return target ?? this.addOnce(level.states, "done", { Type: "Pass", End: true });
  }

  typeOf(step: string): TypeOf {
    return typesAt(this.workflow, step, this.catalog);
  }
}

/** Lambda functions are named after steps. Account and region have to be filled in. */
export const resourceOf = (use: string): string =>
  `arn:aws:lambda:us-east-1:123456789012:function:${use.replace(/[^\w-]+/g, "-")}`;

/** The machine without unreachable states: those after a stop. */
export function reachable({ StartAt, States }: Machine): Machine {
  const kept = new Set<string>();
  const open = [StartAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (kept.has(name)) continue;
    kept.add(name);
    const {
      Next,
      Default,
      Choices = [],
      Catch = [],
    } = States[name] as {
      Next?: string;
      Default?: string;
      Choices?: { Next: string }[];
      Catch?: { Next: string }[];
    };
    for (const next of [Next, Default, ...[...Choices, ...Catch].map((one) => one.Next)])
      if (next !== undefined) open.push(next);
  }
  return { StartAt, States: Object.fromEntries(Object.entries(States).filter(([name]) => kept.has(name))) };
}
