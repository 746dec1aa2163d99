import { createHash } from "node:crypto";
import type { Step, Workflow } from "@flowright/workflow";
import { type Catalog, makeCatalog, type StepDefinition } from "@flowright/workflow/catalog";
import { FlowrightError, jsonLines } from "@flowright/workflow/core";
import type { EvalCase, EvalSet } from "./eval-case.js";

/** A node of a Flow-Bench workflow, as it comes. */
interface Node {
  step?: unknown;
  action?: unknown;
  positional?: unknown;
  condition?: unknown;
  then?: unknown;
  else?: unknown;
  item?: unknown;
  do?: unknown;
}

/** Flow-Bench's action for what a person does by hand. */
const HUMAN_TASK = "user_task";

/** Reads the catalogue of IBM/flow-bench: a list of `{ id, description }`. @throws {FlowrightError} CATALOG_INVALID */
export function flowBenchCatalog(json: unknown): Catalog {
  const list = Array.isArray(json) ? (json as { id?: unknown; description?: unknown }[]) : [];
  if (!list.length || list.some((one) => typeof one?.id !== "string"))
    throw new FlowrightError(
      "CATALOG_INVALID",
      "not a Flow-Bench catalogue: expected a list of objects with id and description",
      {
        hint: "Give the file of actions that belongs to the cases.",
      },
    );
  const steps = list.map(({ id, description }): StepDefinition => {
    const name = id as string;
    const text = typeof description === "string" ? description : name;
    return {
      id: name,
      kind: "action",
      app: name.split("_")[0]!.toLowerCase(),
      title: text === name ? name.replace(/_/g, " ") : text.slice(0, 200),
      description: text,
      phrases: [],
      inputs: { type: "object", properties: {} },
      outputs: { type: "object", properties: {} },
    };
  });
  const apps = [...new Set(steps.map((step) => step.app))].map((id) => ({ id, title: id }));
  return makeCatalog("flow-bench", apps, steps);
}

/** A Flow-Bench workflow as a document: its tree of actions. A human task becomes a placeholder. */
function workflowOf(nodes: unknown, catalog: Catalog): Workflow {
  let count = 0;
  const block = (list: unknown): Step[] => (Array.isArray(list) ? (list as Node[]).map(one) : []);
  const one = (node: Node): Step => {
    const id = `s${++count}`;
    if (node.step === "if") {
      const then = block(node.then);
      const other = block(node.else);
      return {
        id,
        if: { says: String(node.condition ?? "") },
        then,
        ...(other.length ? { else: other } : {}),
      };
    }
    if (node.step === "for_each") return { id, forEach: null, as: `item${count}`, do: block(node.do) };
    if (node.step === "while")
      return { id, while: { says: String(node.condition ?? "") }, do: block(node.do) };
    const action = String(node.action ?? "");
    if (node.step !== "call" || !action) throw new Error(`unknown kind of step "${String(node.step)}"`);
    if (action !== HUMAN_TASK && !catalog.get(action))
      throw new Error(`the catalogue has no action "${action}"`);
    return action === HUMAN_TASK ? { id, placeholder: true } : { id, use: action };
  };
  return { version: 1, name: "", steps: block(nodes) };
}

/**
 * Reads a user's own copy of IBM/flow-bench cases: JSON lines with `id`, `request`, `prior_workflow`, `workflow`. Cases
 * with a prior workflow are edits, not requests from scratch: they are counted as skipped.
 * @throws {FlowrightError} GOLD_INVALID naming the line.
 */
export function flowBenchSet(jsonl: string, catalog: Catalog): EvalSet {
  let skipped = 0;
  const source = { name: "Flow-Bench cases", code: "GOLD_INVALID" } as const;
  const lines = jsonLines(jsonl, source, (value, line): EvalCase[] => {
    const { id, request, prior_workflow: prior, workflow } = value as Record<string, unknown>;
    if (typeof request !== "string") throw new Error('a case needs "request"');
    if (prior !== null && prior !== undefined) {
      skipped++;
      return [];
    }
    return [{ id: String(id ?? line), request, catalog, references: [workflowOf(workflow, catalog)] }];
  });
  const cases = [...lines].flat();
  return { name: "flow-bench", cases, skipped, hash: createHash("sha256").update(jsonl).digest("hex") };
}
