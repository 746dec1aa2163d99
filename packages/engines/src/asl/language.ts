import type { Condition, Inputs, Value } from "@flowright/workflow";
import type { TypeOf } from "../support.js";

export type State = Record<string, unknown>;

/** A value that has to be ready before a Choice can test its rule. */
export type Preparation =
  | { kind: "compute"; expression: string; variable: string }
  | { kind: "decide"; undecided: string; variable: string };

/** One of the two query languages of Amazon States Language: how states read and keep data. */
export interface Language {
  /** Value of `QueryLanguage`; undefined for the default, JSONPath. */
  readonly name?: "JSONata";
  /** Fields of the first state: they keep the machine's input as the trigger's output. */
  start(): State;
  /** Fields of a Task. @param keep The name under which the result is kept. */
  task(inputs: Inputs, typeOf: TypeOf, keep: string): State;
  /** Inputs as part of other arguments. */
  inputs(inputs: Inputs, typeOf: TypeOf): State;
  /** The field of a Task that holds its arguments. */
  readonly argumentsField: "Parameters" | "Arguments";
  /** Fields of a state whose result nobody reads. */
  discardResult(): State;
  /** Fields of a catcher. */
  catchResult(): State;
  /** A rule of a Choice, without its `Next`, and what has to be prepared. @param name makes a fresh variable */
  rule(condition: Condition, typeOf: TypeOf, name: () => string): { rule: State; before: Preparation[] };
  /** Fields of a Map. @param roots what its inner states read @param as the item's name */
  map(list: Value, as: string, roots: readonly string[], id: string): State;
  /** Fields of a state that begins each round of a Map; undefined where none is needed. */
  item(as: string): State | undefined;
  /** Fields of a Wait until a time that is data. */
  until(ref: string): State;
}
