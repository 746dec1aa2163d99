/** An input in the flat form. The value is a text; see `values.ts` for how other values are encoded. */
export interface FlatInput {
  name: string;
  value: string;
}

/**
 * One line of the flat, ServiceNow-style form. `id` and `annotation` are Flowright's additions; other readers of the
 * form ignore them.
 */
export interface FlatBlock {
  category: "action" | "flowlogic" | "subflow";
  /** The step's id in the catalogue, or the name of the flow logic: `if`, `foreach`, `dountil`, … */
  definition: string;
  /** The app of a step; `global` for flow logic. */
  scope: string;
  /** Position in the list, from 1. */
  order: number;
  /** The `order` of the enclosing line; null at the top level. */
  block: number | null;
  inputs?: FlatInput[];
  id?: string;
  annotation?: string;
}

/** A workflow as a list of lines, as the public FlowSim code reads it. */
export interface FlatWorkflow {
  name: string;
  trigger: { type: string; inputs?: FlatInput[]; annotation?: string } | null;
  components: FlatBlock[];
  missing?: { step: string; input: string }[];
}
