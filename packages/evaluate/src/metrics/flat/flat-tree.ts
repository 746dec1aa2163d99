import { branch, type LabelTree, leaf } from "../tree.js";
import { parseEncodedQuery } from "./encoded-query.js";

/** The flat form as it comes from anywhere: nothing about it is taken for granted. */
export type FlatFlow = Readonly<Record<string, unknown>>;

export interface FlatTreeOptions {
  /** With the inputs of trigger and components. */
  inputs: boolean;
  /** With the nodes that only group: the list of inputs of a step, the name of a condition, the lists of a flow. */
  groups?: boolean;
  /** Mends the quirks of the public reference instead of keeping them. Default false. */
  strict?: boolean;
}

/** Inputs that hold an encoded query. */
const QUERIES = new Set(["condition", "conditions", "fields", "values", "field_values"]);

export const asObject = (value: unknown): FlatFlow | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as FlatFlow) : undefined;
export const objectsIn = (value: unknown): FlatFlow[] =>
  Array.isArray(value) ? value.map(asObject).filter((item) => item !== undefined) : [];

/** A value as the reference prints it: it is Python. */
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

/** The label of a component. Its scope is `global` where it has none; flow logic is read without regard to case. */
export function componentLabel(component: FlatFlow, strict = false): string {
  const { category, scope } = component;
  const logic = category === "flowlogic";
  const definition = logic ? print(component.definition).toLowerCase() : print(component.definition);
  // In strict mode the scope of flow logic says nothing: there is only one.
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
    // What cannot be read is a node that costs nothing: the reference compares it with nothing.
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
    // A component in a block that is not there is in no tree; one in itself would have no end.
    else if (byOrder.get(block) !== node) byOrder.get(block)?.children.push(node);
  }
  return top;
}

function items(flow: FlatFlow, part: "inputs" | "outputs", groups: boolean): LabelTree[] {
  const nodes = objectsIn(asObject(flow[part])?.items).map((item) => leaf(`${part}.${JSON.stringify(item)}`));
  return groups && nodes.length ? [branch(part, nodes)] : nodes;
}

/** The tree that FlowSim and TreeBLEU compare. Its root has no label and counts for nothing. */
export function flatTree(flow: FlatFlow | undefined, options: FlatTreeOptions): LabelTree {
  if (!flow) return leaf("");
  const { groups = false } = options;
  const trigger = asObject(flow.trigger);
  const said = trigger && Object.keys(trigger).length > 0;
  return branch("", [
    ...(said ? [branch(`trigger.${print(trigger.type)}`, inputNodes(trigger, options), true)] : []),
    ...items(flow, "inputs", groups),
    ...items(flow, "outputs", groups),
    ...components(flow, options),
  ]);
}
