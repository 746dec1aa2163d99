import type { N8nNode } from "@flowright/engines/n8n";
import { type Workflow, walk } from "@flowright/workflow";
import { World } from "../support/worlds.js";

export interface Document {
  id?: string;
  nodes: N8nNode[];
  connections: Record<string, { main: { node: string; type: "main"; index: number }[][] }>;
}
type Assignment = { id: string; name: string; type: string; value: unknown };

const quoted = (value: unknown) =>
  JSON.stringify(JSON.stringify(value)).replace(/[{}]/g, (brace) => (brace === "{" ? "\\u007b" : "\\u007d"));
const literal = (value: unknown) => `={{ JSON.parse(${quoted(value)}) }}`;

const typeOf = (value: unknown) =>
  Array.isArray(value) ? "array" : value === null ? "object" : typeof value;
const fieldsOf = (value: Record<string, unknown>): Assignment[] =>
  Object.entries(value).map(([name, one]) => ({ id: name, name, type: typeOf(one), value: literal(one) }));

const setNode = (node: Pick<N8nNode, "id" | "name" | "position">, assignments: Assignment[]): N8nNode => ({
  ...node,
  type: "n8n-nodes-base.set",
  typeVersion: 3.4,
  parameters: { assignments: { assignments }, options: { dotNotation: false, ignoreConversionErrors: true } },
});

/** The value of a parameter in a box: what is undefined inside is null outside. */
function boxed(name: string, value: unknown): Assignment {
  const inner = /^=\{\{ ([\s\S]*) \}\}$/.exec(String(value))?.[1];
  if (inner !== undefined && !inner.includes("{{"))
    return { id: name, name, type: "array", value: `={{ [${inner}] }}` };
  if (typeof value === "string" && value.startsWith("=")) return { id: name, name, type: "string", value };
  return { id: name, name, type: "array", value: `={{ [JSON.parse(${quoted(value)})] }}` };
}

/**
 * The export with every app replaced by Set nodes that note down what they are given and give back the world's answer, and
 * without the waits. `NAME inputs` does the noting.
 */
export function mocked(document: Document, workflow: Workflow): Document {
  let world = new World(workflow);
  const steps = new Map([...walk(workflow.steps)].map(({ step }) => [step.id, step]));
  const nodes: N8nNode[] = [];
  const connections: Document["connections"] = structuredClone(document.connections);
  const renamed = new Map<string, string>();
  const lead = (from: string, to: string) => {
    connections[from] = { main: [[{ node: to, type: "main", index: 0 }]] };
  };
  for (const node of document.nodes) {
    const { id, name, position, parameters } = node;
    const at = { id, name, position };
    const step = steps.get(id);
    if (id === "trigger") {
      const sample = world.trigger() as Record<string, unknown>;
      const whole = node.type.endsWith(".webhook") ? { body: sample } : sample;
      nodes.push({
        ...at,
        id: "start",
        name: "Begin",
        type: "n8n-nodes-base.manualTrigger",
        typeVersion: 1,
        parameters: {},
      });
      nodes.push(setNode(at, fieldsOf(whole)));
      lead("Begin", name);
    } else if (id.endsWith("-decide")) {
      world = new World(workflow);
      // the second question of a step comes after its first one
      const answers = Array.from({ length: 60 }, () => world.decide(id.replace("-decide", ""))).slice(
        nodes.filter((one) => one.id === id).length,
      );
      nodes.push(
        setNode(at, [
          { id, name: "answer", type: "boolean", value: `={{ ${JSON.stringify(answers)}[$runIndex] }}` },
        ]),
      );
    } else if (node.type.endsWith(".code")) {
      // what n8n does by itself it does
      nodes.push(node);
    } else if (step && "use" in step) {
      const given = (
        parameters.bodyParameters as { parameters: { name: string; value: unknown }[] } | undefined
      )?.parameters;
      const noted = `${name} inputs`;
      renamed.set(name, noted);
      const inputs = (given ?? []).map((one) => boxed(`in ${one.name}`, one.value));
      const kept = { ...at, name: noted, id: `${id}-inputs` };
      let answer: unknown;
      try {
        answer = world.act(step.use, Object.fromEntries((given ?? []).map((one) => [one.name, one.value])));
      } catch {
        nodes.push(setNode(kept, inputs));
        const failing = setNode(at, [
          { id, name: "x", type: "string", value: "={{ $('nowhere').first().json.x }}" },
        ]);
        nodes.push(node.onError ? { ...failing, onError: node.onError } : failing);
        lead(noted, name);
        continue;
      }
      if (Array.isArray(answer)) {
        nodes.push(setNode(kept, [...inputs, { id, name: "answer", type: "array", value: literal(answer) }]));
        nodes.push({
          ...at,
          type: "n8n-nodes-base.splitOut",
          typeVersion: 1,
          parameters: { fieldToSplitOut: "answer", options: {} },
          alwaysOutputData: true,
        });
      } else {
        nodes.push(setNode(kept, inputs));
        nodes.push(setNode(at, fieldsOf(answer as Record<string, unknown>)));
      }
      lead(noted, name);
    } else if (/\.(?:wait|executeWorkflow)$/.test(node.type))
      nodes.push({ ...at, type: "n8n-nodes-base.noOp", typeVersion: 1, parameters: {} });
    else nodes.push(node);
  }
  // what led to an app leads to the note of its inputs; the note itself goes on to it
  const notes = new Set(renamed.values());
  for (const [from, { main }] of Object.entries(connections))
    if (!notes.has(from))
      for (const target of main.flat()) target.node = renamed.get(target.node) ?? target.node;
  return { ...document, nodes, connections };
}

interface Run {
  executionIndex: number;
  data?: { main: ({ json: Record<string, unknown> }[] | null)[] };
}
export interface Snapshot {
  data: { resultData: { runData: Record<string, Run[]> } };
}

/** What a node gave in its first run. */
export const givenBy = ({ data }: Snapshot, node: string): Record<string, unknown>[] =>
  (data.resultData.runData[node]?.[0]?.data?.main[0] ?? []).map(({ json }) => json);

/** What was done, in order, from the data that n8n keeps of a run. */
export function doneIn(snapshot: Snapshot, document: Document, workflow: Workflow): string[] {
  const steps = new Map([...walk(workflow.steps)].map(({ step }) => [step.id, step]));
  const runs = document.nodes.flatMap((node) =>
    (snapshot.data.resultData.runData[node.name] ?? []).map((run) => ({ node, run })),
  );
  runs.sort((a, b) => a.run.executionIndex - b.run.executionIndex);
  return runs.flatMap(({ node: { id }, run }) => {
    if (id.endsWith("-decide")) return [`${id.replace("-decide", "")} decision`];
    const step = steps.get(id.replace(/-inputs$/, ""));
    if (step && "call" in step && id === step.id) return [`${id} call`];
    if (!id.endsWith("-inputs")) return [];
    const json = run.data?.main[0]?.[0]?.json ?? {};
    const inputs = Object.entries(json).flatMap(([name, box]) => {
      if (!name.startsWith("in ")) return [];
      const value = Array.isArray(box) ? box[0] : box;
      return value === null || value === undefined ? [] : [[name.slice(3), value]];
    });
    return [`${id.replace(/-inputs$/, "")} ${JSON.stringify(Object.fromEntries(inputs))}`];
  });
}
