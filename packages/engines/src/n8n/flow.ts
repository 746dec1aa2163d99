import { FlowrightError } from "@flowright/workflow/core";
import type { N8nNode } from "./graph.js";

export const kindOf = ({ type }: N8nNode): string => type.replace(/^.*\./, "");
const STARTS = /(?:Trigger|^webhook|^start|emailReadImap)$/i;

type Connections = Record<string, { main?: ({ node?: string } | null)[][] } | null>;

/** The graph of an n8n workflow: which node leads to which. Sticky notes are left out. */
export class Flow {
  readonly nodes: ReadonlyMap<string, N8nNode>;
  readonly #outputs: ReadonlyMap<string, readonly (readonly string[])[]>;

  constructor(document: unknown) {
    const { nodes, connections } = (document ?? {}) as { nodes?: N8nNode[]; connections?: Connections };
    if (!Array.isArray(nodes) || typeof connections !== "object" || connections === null)
      throw new FlowrightError("N8N_INVALID", 'an n8n workflow has "nodes" and "connections"');
    const shown = nodes.filter((node) => node?.type && node.name && kindOf(node) !== "stickyNote");
    this.nodes = new Map(shown.map((node) => [node.name, { ...node, parameters: node.parameters ?? {} }]));
    this.#outputs = new Map(
      Object.entries(connections).map(([name, from]) => [
        name,
        [from?.main ?? []].flat().map((to) => [to ?? []].flat().flatMap((one) => one?.node ?? [])),
      ]),
    );
  }

  node(name: string): N8nNode {
    return this.nodes.get(name)!;
  }

  /** The nodes that an output leads to. */
  targets(name: string, output = 0): string[] {
    const wired = this.#outputs.get(name)?.[output] ?? [];
    return [...new Set(wired.filter((one) => this.nodes.has(one)))];
  }

  /** The number of outputs. */
  outputs(name: string): number {
    return this.#outputs.get(name)?.length ?? 0;
  }

  /** The index of the error output, which is the last one; undefined where the node has none. */
  errorOutput(name: string): number | undefined {
    const node = this.node(name);
    if (node.onError !== "continueErrorOutput") return undefined;
    const count = this.outputs(name);
    return count > 1 ? count - 1 : undefined;
  }

  /** Identifies the try that a node belongs to: the nodes that its error output leads to. */
  errorKey(name: string): string | undefined {
    const output = this.errorOutput(name);
    const targets = output === undefined ? [] : this.targets(name, output);
    return targets.length ? targets.sort().join("\n") : undefined;
  }

  /** The next nodes when nothing fails. */
  onward(name: string): string[] {
    const error = this.errorOutput(name);
    return Array.from({ length: this.outputs(name) }, (_, i) =>
      i === error ? [] : this.targets(name, i),
    ).flat();
  }

  /** The nodes reachable from some nodes, these included, breadth first. Stops at `ends`, which are included. */
  reach(from: readonly string[], ends: ReadonlySet<string>): Set<string> {
    const found = new Set(from);
    for (const name of found) if (!ends.has(name)) for (const next of this.onward(name)) found.add(next);
    return found;
  }

  /** Like `reach`, and also through error outputs. */
  reachAll(from: readonly string[], ends: ReadonlySet<string>): Set<string> {
    const found = new Set(from);
    for (const name of found)
      if (!ends.has(name))
        for (let i = 0; i < this.outputs(name); i++)
          for (const next of this.targets(name, i)) found.add(next);
    return found;
  }

  /** The node at which branches join: the first one that all of them reach. Empty branches do not count. */
  join(branches: readonly (readonly string[])[], ends: ReadonlySet<string>): string | undefined {
    const reached = branches.filter((branch) => branch.length).map((branch) => this.reach(branch, ends));
    const [first, ...others] = reached;
    if (!first || reached.length < 2) return undefined;
    const common = [...first].filter((name) => others.every((other) => other.has(name)));
    return common.find((name) => {
      const after = this.reach([name], ends);
      return common.every((one) => after.has(one));
    });
  }

  /** The only node that starts the workflow. @throws {FlowrightError} N8N_UNSTRUCTURED for none or several */
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
        ? `it has ${starts.length} triggers (${starts.map(({ name }) => `“${name}”`).join(", ")}), and a workflow has one: remove the others`
        : "it has no trigger that starts it",
    );
  }
}

export const unstructured = (why: string): FlowrightError =>
  new FlowrightError("N8N_UNSTRUCTURED", `this n8n workflow cannot be read as a tree: ${why}`);
