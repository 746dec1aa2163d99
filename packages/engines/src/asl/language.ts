import type { Condition, Inputs, Value } from "@flowright/workflow";
import type { TypeOf } from "../support.js";

export type State = Record<string, unknown>;

/** What has to be done before a Choice can test its rule. */
export type Preparation =
  | { kind: "compute"; expression: string; variable: string }
  | { kind: "decide"; says: string; variable: string };

/** One of the two languages in which states read and keep data. */
export interface Language {
  /** The field of a machine that names it; none for the default. */
  readonly name?: "JSONata";
  /** Keeps the machine's input as the event. */
  start(): State;
  /** What a Task is given, and under which name its result is kept. */
  task(inputs: Inputs, typeOf: TypeOf, keep: string): State;
  /** Inputs inside of other arguments. */
  inputs(inputs: Inputs, typeOf: TypeOf): State;
  /** The field of a Task that inputs stand in. */
  readonly argumentsField: "Parameters" | "Arguments";
  /** For states whose result nobody reads, and for catchers. */
  discardResult(): State;
  catchResult(): State;
  /** A test of a Choice state, without its `Next`, and what has to be worked out before it. */
  rule(condition: Condition, typeOf: TypeOf, name: () => string): { rule: State; before: Preparation[] };
  /** A Map over a list; `roots` are what its inner states read, `as` is the item's name. */
  map(list: Value, as: string, roots: readonly string[], id: string): State;
  /** The state that begins each round of a Map, if it needs one. */
  item(as: string): State | undefined;
  /** A Wait until a time that is known only then. */
  until(ref: string): State;
}
