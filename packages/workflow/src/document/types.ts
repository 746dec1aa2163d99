/** A literal, a reference to an earlier output, or a template with references in `{{…}}`. */
export type Value = Literal | Reference | Template | LiteralBox | Value[];
export type Literal = string | number | boolean | null | { readonly [key: string]: unknown };
/** `trigger`, a step's id or a loop variable, then field names: `trigger.priority`, `s1`, `issue.key`. */
export interface Reference {
  ref: string;
}
export interface Template {
  template: string;
}
/** Wraps a literal object that would otherwise read as a reference or a template. */
export interface LiteralBox {
  literal: unknown;
}

export const COMPARISONS = ["eq", "ne", "gt", "lt", "ge", "le", "contains"] as const;
export const TESTS = ["empty", "filled", "true", "false"] as const;

/** A typed tree, which every engine writes in its own expression language. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { left: Value; op: (typeof COMPARISONS)[number]; right: Value }
  | { left: Value; op: (typeof TESTS)[number] }
  /** Undecided: the words of the request, not tied to data. Listed under `missing`. */
  | { says: string };

interface Node {
  id: string;
  /** The very words of the request that this node comes from. */
  annotation?: string;
}
export type Inputs = Record<string, Value>;

export interface ActionStep extends Node {
  use: string;
  inputs?: Inputs;
}
/** A part of the request for which the catalogue has no step. */
export interface PlaceholderStep extends Node {
  placeholder: true;
}
export interface ElseIf {
  if: Condition;
  annotation?: string;
  then: Step[];
}
export interface IfStep extends Node {
  if: Condition;
  then: Step[];
  elseIf?: ElseIf[];
  else?: Step[];
}
export interface ForEachStep extends Node {
  /** The list; null while it is unknown. */
  forEach: Value;
  as: string;
  do: Step[];
}
export interface WhileStep extends Node {
  while: Condition;
  do: Step[];
}
/** Runs its body once, then again until the condition holds. */
export interface UntilStep extends Node {
  until: Condition;
  do: Step[];
}
export interface ParallelStep extends Node {
  parallel: Step[][];
}
export interface TryStep extends Node {
  try: Step[];
  catch: Step[];
}
/** Waits for an ISO 8601 duration (`PT2H`), until a time, or for a condition. */
export interface WaitStep extends Node {
  wait: { duration?: Value; until?: Value; for?: Condition };
}
export interface StopStep extends Node {
  stop: true;
}
/** Continues with the next item of the enclosing loop. */
export interface NextStep extends Node {
  next: true;
}
export interface CallStep extends Node {
  /** The name of the workflow to run; null while it is unknown. */
  call: Value;
  inputs?: Inputs;
}

export type Step =
  | ActionStep
  | PlaceholderStep
  | IfStep
  | ForEachStep
  | WhileStep
  | UntilStep
  | ParallelStep
  | TryStep
  | WaitStep
  | StopStep
  | NextStep
  | CallStep;

export interface Trigger {
  use: string;
  annotation?: string;
  inputs?: Inputs;
}
/** The request says when to start, but the catalogue has no trigger for it. */
export interface PlaceholderTrigger {
  placeholder: true;
  annotation?: string;
}

/** Something that the request leaves open: an input of a step (or of `trigger`), a condition, a list. */
export interface Missing {
  step: string;
  input: string;
}

/** The workflow document, version 1 (`schema/workflow.schema.json`). Without a `trigger` it is started by hand. */
export interface Workflow {
  version: 1;
  name: string;
  trigger?: Trigger | PlaceholderTrigger;
  steps: Step[];
  missing?: Missing[];
}

export type StepKind =
  | "action"
  | "placeholder"
  | "if"
  | "forEach"
  | "while"
  | "until"
  | "parallel"
  | "try"
  | "wait"
  | "stop"
  | "next"
  | "call";

const KEYS = [
  "if",
  "forEach",
  "while",
  "until",
  "parallel",
  "try",
  "wait",
  "stop",
  "next",
  "call",
  "placeholder",
] as const;

/** The kind of a step, by the key that only this kind has. */
export function stepKind(step: Step): StepKind {
  for (const key of KEYS) if (key in step) return key;
  return "action";
}

/** True for `{ ref }` and nothing else beside it. */
export const isRef = (value: unknown): value is Reference =>
  typeof value === "object" &&
  value !== null &&
  typeof (value as Reference).ref === "string" &&
  Object.keys(value).length === 1;
/** True for `{ template }` and nothing else beside it. */
export const isTemplate = (value: unknown): value is Template =>
  typeof value === "object" &&
  value !== null &&
  typeof (value as Template).template === "string" &&
  Object.keys(value).length === 1;
