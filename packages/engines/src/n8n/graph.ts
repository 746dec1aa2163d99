/** A node as n8n writes it (`INode` of n8n-workflow). */
export interface N8nNode {
  id: string;
  name: string;
  type: string;
  typeVersion: number;
  position: [x: number, y: number];
  parameters: Record<string, unknown>;
  credentials?: Record<string, { id: null; name: string }>;
  onError?: "continueErrorOutput";
  alwaysOutputData?: boolean;
  notes?: string;
  notesInFlow?: boolean;
  disabled?: boolean;
}
interface Target {
  node: string;
  type: "main";
  index: number;
}
/** An output of a node, to connect a later node to. */
export interface Port {
  node: N8nNode;
  output: number;
}
/** A node before it has a unique name and a position. */
type NodeSpec = Omit<N8nNode, "name" | "position" | "typeVersion"> & { name: string; version: number };

/** A node name for expressions such as `$('…')`: letters, digits and marks without a meaning there. */
const plain = (name: string): string =>
  name
    .replace(/[^\p{L}\p{N} :.,#@&+()/“”%?!-]/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 60)
    .trim() || "Step";

const WIDTH = 240;
const HEIGHT = 200;

/** Collects nodes and connections, and lays nodes out: from left to right, each branch below the one before it. */
export class Graph {
  readonly nodes: N8nNode[] = [];
  /** The targets of each output, by the name of the node. */
  readonly #connections = new Map<string, { main: Target[][] }>();
  readonly #names = new Set<string>();
  #column = 0;
  #row = 0;
  #lowest = 0;

  /** The connections as n8n writes them. */
  connections(): Record<string, { main: Target[][] }> {
    return Object.fromEntries(this.#connections);
  }

  add(ports: readonly Port[], { name, version, ...draft }: NodeSpec): N8nNode {
    let unique = plain(name);
    for (let i = 2; this.#names.has(unique.toLowerCase()); i++) unique = `${plain(name)} ${i}`;
    this.#names.add(unique.toLowerCase());
    const node: N8nNode = {
      ...draft,
      name: unique,
      typeVersion: version,
      position: [WIDTH * this.#column++, HEIGHT * this.#row],
    };
    this.nodes.push(node);
    this.#lowest = Math.max(this.#lowest, this.#row);
    this.connect(ports, node);
    return node;
  }

  connect(ports: readonly Port[], { name }: N8nNode, index = 0): void {
    for (const { node, output } of ports) {
      const { main } = this.#connections.get(node.name) ?? { main: [] };
      this.#connections.set(node.name, { main });
      while (main.length <= output) main.push([]);
      main[output]!.push({ node: name, type: "main", index });
    }
  }

  /** Lays branches out below each other, starting in the same column. Later nodes stand right of all of them. */
  branches<T>(make: readonly (() => T)[]): T[] {
    const [column, row] = [this.#column, this.#row];
    const before = this.#lowest;
    let right = column;
    this.#lowest = row - 1;
    const made = make.map((one) => {
      this.#column = column;
      this.#row = this.#lowest + 1;
      // an empty branch takes a row too
      this.#lowest = Math.max(this.#lowest, this.#row);
      const result = one();
      right = Math.max(right, this.#column);
      return result;
    });
    [this.#column, this.#row] = [right, row];
    this.#lowest = Math.max(this.#lowest, before);
    return made;
  }
}
