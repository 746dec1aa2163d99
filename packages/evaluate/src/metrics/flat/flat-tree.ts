import type { JsonObject } from "@flowright/workflow/core";
import { branch, type LabelTree, leaf } from "../tree.js";
import { parseEncodedQuery } from "./encoded-query.js";

/** A flow in the flat, ServiceNow-style form, from an untrusted source: no field is certain. */
export type FlatFlow = JsonObject;

export interface FlatTreeOptions {
  /** Includes the inputs of trigger and components. */
  inputs: boolean;
  /** Includes nodes that only group: the list of inputs of a step, the name of a condition, the lists of a flow. Default false. */
  groups?: boolean;
  /** Corrects the quirks of the public reference code instead of reproducing them. Default false. */
  strict?: boolean;
}

/** Names of inputs that hold an encoded query. */
const QUERIES = new Set(["condition", "conditions", "fields", "values", "field_values"]);

export const asObject = (value: unknown): FlatFlow | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as FlatFlow) : undefined;
export const objectsIn = (value: unknown): FlatFlow[] =>
  Array.isArray(value) ? value.map(asObject).filter((item) => item !== undefined) : [];

/** A value as the reference code prints it, in Python. */
const print = (value: unknown): string =>
  value === null || value === undefined
    ? "None"
    : value === true
      ? "True"
      : value === false
        ? "False"
        : typeof value === "object"
          ? JSON.stringify(value)
          : String(value);

/** The label of a component. A missing scope is `global`; the case of flow logic is ignored. */
export function componentLabel(component: FlatFlow, strict = false): string {
  const { category, scope } = component;
  const logic = category === "flowlogic";
  const definition = logic ? print(component.definition).toLowerCase() : print(component.definition);
  // Flow logic exists in one scope only: strict mode ignores what is written.
  return `${print(category)}.${definition}.${strict && logic ? "global" : scope ? print(scope) : "global"}`;
}

function inputNodes(owner: FlatFlow, options: FlatTreeOptions): LabelTree[] {
  if (!options.inputs) return [];
  const { strict = false, groups = false } = options;
  const list = objectsIn(owner.inputs)
    .filter((input) => !strict || (input.value !== null && input.value !== undefined && input.value !== ""))
    .sort((a, b) => (print(a.name) < print(b.name) ? -1 : print(a.name) > print(b.name) ? 1 : 0));
  const nodes = list.map((input) => {
    const name = print(input.name);
    if (!QUERIES.has(name)) return leaf(`${name}=${print(input.value)}`);
    const query = parseEncodedQuery(print(input.value), strict);
    // A query that cannot be read is a node without a label, which costs nothing: the reference code skips it.
    const node = query ?? leaf(strict ? `${name}=${print(input.value)}` : groups ? "None" : "");
    return groups ? branch(name, [node]) : node;
  });
  return groups ? (owner.inputs === undefined ? [] : [branch("inputs", nodes)]) : nodes;
}

function components(flow: FlatFlow, options: FlatTreeOptions): LabelTree[] {
  const list = objectsIn(flow.components).map((component) => ({
    component,
    node: branch(componentLabel(component, options.strict), inputNodes(component, options), true),
  }));
  const byOrder = new Map(list.map(({ component, node }) => [component.order, node]));
  const top: LabelTree[] = [];
  for (const { component, node } of list) {
    const { block } = component;
    if (block === null || block === undefined) top.push(node);
    // A component whose block does not exist is in no tree. A component inside itself would never end.
    else if (byOrder.get(block) !== node) byOrder.get(block)?.children.push(node);
  }
  return top;
}

function items(flow: FlatFlow, part: "inputs" | "outputs", groups: boolean): LabelTree[] {
  const nodes = objectsIn(asObject(flow[part])?.items).map((item) => leaf(`${part}.${JSON.stringify(item)}`));
  return groups && nodes.length ? [branch(part, nodes)] : nodes;
}

/**
 * The tree of a flat flow that FlowSim and TreeBLEU compare. Its root has no label and counts for nothing. A missing flow is
 * the root alone.
 */
export function flatTree(flow: FlatFlow | undefined, options: FlatTreeOptions): LabelTree {
  if (!flow) return leaf("");
  const { groups = false } = options;
  const trigger = asObject(flow.trigger);
  const hasTrigger = trigger && Object.keys(trigger).length > 0;
  return branch("", [
    ...(hasTrigger ? [branch(`trigger.${print(trigger.type)}`, inputNodes(trigger, options), true)] : []),
    ...items(flow, "inputs", groups),
    ...items(flow, "outputs", groups),
    ...components(flow, options),
  ]);
}
