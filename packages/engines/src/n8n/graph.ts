/** A node of n8n (`INode` of n8n-workflow). */
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
/** An output of a node that something is to be connected to. */
export interface Port {
  node: N8nNode;
  output: number;
}
type Draft = Omit<N8nNode, "name" | "position" | "typeVersion"> & { name: string; version: number };

/** Names stand in expressions as `$('…')`: letters, digits and marks that mean nothing there. */
const plain = (name: string): string =>
  name
    .replace(/[^\p{L}\p{N} :.,#@&+()/“”%?!-]/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 60)
    .trim() || "Step";

const WIDTH = 240;
const HEIGHT = 200;

/** Nodes and connections as they are put down, from the left to the right, each branch below the one before it. */
export class Graph {
  readonly nodes: N8nNode[] = [];
  readonly connections: Record<string, { main: Target[][] }> = {};
  readonly #names = new Set<string>();
  #column = 0;
  #row = 0;
  #lowest = 0;

  add(ports: readonly Port[], { name, version, ...draft }: Draft): N8nNode {
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
      this.connections[node.name] ??= { main: [] };
      const { main } = this.connections[node.name]!;
      while (main.length <= output) main.push([]);
      main[output]!.push({ node: name, type: "main", index });
    }
  }

  /** Puts branches below each other, all beginning in the same column; what comes after is right of all of them. */
  branches<T>(make: readonly (() => T)[]): T[] {
    const [column, row] = [this.#column, this.#row];
    const before = this.#lowest;
    let right = column;
    this.#lowest = row - 1;
    const made = make.map((one) => {
      this.#column = column;
      this.#row = this.#lowest + 1;
      // an empty branch has its row, too
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
