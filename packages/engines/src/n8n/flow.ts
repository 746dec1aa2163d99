import { FlowrightError } from "@flowright/workflow/core";
import type { N8nNode } from "./graph.js";

export const kindOf = ({ type }: N8nNode): string => type.replace(/^.*\./, "");
const STARTS = /(?:Trigger|^webhook|^start|emailReadImap)$/i;

type Wires = Record<string, { main?: ({ node: string }[] | null)[] }>;

/** The graph of a workflow as n8n has it: who leads to whom, without what only belongs to the picture. */
export class Flow {
  readonly nodes: ReadonlyMap<string, N8nNode>;
  readonly #out: Wires;

  constructor(document: unknown) {
    const { nodes, connections } = (document ?? {}) as { nodes?: N8nNode[]; connections?: Wires };
    if (!Array.isArray(nodes) || typeof connections !== "object" || connections === null)
      throw new FlowrightError("N8N_INVALID", 'a workflow of n8n has "nodes" and "connections"');
    const shown = nodes.filter((node) => node?.type && node.name && kindOf(node) !== "stickyNote");
    this.nodes = new Map(shown.map((node) => [node.name, { ...node, parameters: node.parameters ?? {} }]));
    this.#out = connections;
  }

  node(name: string): N8nNode {
    return this.nodes.get(name)!;
  }

  /** Where an output leads to. */
  targets(name: string, output = 0): string[] {
    const wired = this.#out[name]?.main?.[output] ?? [];
    return [...new Set(wired.map(({ node }) => node).filter((one) => this.nodes.has(one)))];
  }

  outputs(name: string): number {
    return this.#out[name]?.main?.length ?? 0;
  }

  /** The output that failures leave by: the last one. */
  errorOutput(name: string): number | undefined {
    const node = this.node(name);
    if (node.onError !== "continueErrorOutput") return undefined;
    const count = this.outputs(name);
    return count > 1 ? count - 1 : undefined;
  }

  /** What tells the nodes of one try from those of another: where their failures lead. */
  errorKey(name: string): string | undefined {
    const output = this.errorOutput(name);
    const targets = output === undefined ? [] : this.targets(name, output);
    return targets.length ? targets.sort().join("\n") : undefined;
  }

  /** Where it goes on from a node when nothing fails. */
  onward(name: string): string[] {
    const error = this.errorOutput(name);
    return Array.from({ length: this.outputs(name) }, (_, i) =>
      i === error ? [] : this.targets(name, i),
    ).flat();
  }

  /** All that can be reached from some nodes, themselves included, in breadth-first order; not beyond `ends`, which are in it. */
  reach(from: readonly string[], ends: ReadonlySet<string>): Set<string> {
    const found = new Set(from);
    for (const name of found) if (!ends.has(name)) for (const next of this.onward(name)) found.add(next);
    return found;
  }

  /** The same, also by the ways that failures take. */
  reachAll(from: readonly string[], ends: ReadonlySet<string>): Set<string> {
    const found = new Set(from);
    for (const name of found)
      if (!ends.has(name))
        for (let i = 0; i < this.outputs(name); i++)
          for (const next of this.targets(name, i)) found.add(next);
    return found;
  }

  /** The node at which ways that part here come together: the first one that all of them reach. Dead ends do not count. */
  join(ways: readonly (readonly string[])[], ends: ReadonlySet<string>): string | undefined {
    const reached = ways.filter((way) => way.length).map((way) => this.reach(way, ends));
    const [first, ...others] = reached;
    if (!first || reached.length < 2) return undefined;
    const common = [...first].filter((name) => others.every((other) => other.has(name)));
    return common.find((name) => {
      const after = this.reach([name], ends);
      return common.every((one) => after.has(one));
    });
  }

  /** The one node that starts the workflow. */
  start(): N8nNode {
    const led = new Set(
      [...this.nodes.keys()].flatMap((name) =>
        Array.from({ length: this.outputs(name) }, (_, i) => this.targets(name, i)).flat(),
      ),
    );
    const starts = [...this.nodes.values()].filter(
      (node) => !led.has(node.name) && STARTS.test(kindOf(node)),
    );
    if (starts.length === 1) return starts[0]!;
    throw unstructured(
      starts.length
        ? `it has ${starts.length} triggers (${starts.map(({ name }) => `“${name}”`).join(", ")}), and a workflow has one: take the others out`
        : "it has no trigger that starts it",
    );
  }
}

export const unstructured = (why: string): FlowrightError =>
  new FlowrightError("N8N_UNSTRUCTURED", `this workflow of n8n cannot be read as a tree: ${why}`);
