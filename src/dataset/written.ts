import type { Catalog, StepDefinition } from "../catalog/index.js";
import { FlowrightError } from "../core/index.js";
import { checkAnswer, isRef, parseNotation, type Value, type Workflow, walk } from "../workflow/index.js";
import { identityField } from "./fill.js";
import { sayable } from "./sayable.js";

/** A request that a person wrote, with the workflow that answers it. */
export interface WrittenPair {
  request: string;
  workflow: Workflow;
  catalog: Catalog;
}

/**
 * Reads written pairs: blocks of `===`, the request, `---`, and the workflow in the notation of `parseNotation`.
 * @throws {FlowrightError} PAIRS_INVALID naming the line where the pair begins and what is wrong with it.
 */
export function readWritten(source: string, catalog: Catalog, name: string): WrittenPair[] {
  const pairs: WrittenPair[] = [];
  let line = 1;
  for (const block of source.split(/^===.*$/m)) {
    const at = `${name}:${line}`;
    line += block.split("\n").length - 1;
    if (!block.trim()) continue;
    try {
      pairs.push(readPair(block, catalog));
    } catch (error) {
      throw new FlowrightError("PAIRS_INVALID", `${at}: ${(error as Error).message}`);
    }
  }
  return pairs;
}

function readPair(block: string, catalog: Catalog): WrittenPair {
  const [request = "", notation] = block.split(/^---$/m).map((part) => part.trim());
  if (notation === undefined) throw new Error('there is no "---" between request and workflow');
  const workflow = parseNotation(notation);
  for (const { use, inputs } of usesOf(workflow)) identify(inputs, catalog.get(use), workflow, catalog);
  checkAnswer(workflow, request, catalog);
  return { request, workflow: sayable(workflow, request, catalog), catalog };
}

function* usesOf(workflow: Workflow): Generator<{ use: string; inputs: Record<string, Value> }> {
  const { trigger } = workflow;
  if (trigger && "use" in trigger && trigger.inputs) yield { use: trigger.use, inputs: trigger.inputs };
  for (const { step } of walk(workflow.steps))
    if ("use" in step && step.inputs) yield { use: step.use, inputs: step.inputs };
}

/** Writers name the thing ("the ticket"); an input that takes a thing gets its identifier. */
function identify(
  inputs: Record<string, Value>,
  step: StepDefinition | undefined,
  workflow: Workflow,
  catalog: Catalog,
): void {
  for (const [name, value] of Object.entries(inputs)) {
    const kind = step?.inputs.properties?.[name]?.["x-kind"];
    if (!kind?.startsWith("id:") || !isRef(value)) continue;
    const [root = ""] = value.ref.split(".");
    const key = identityField(rootSchema(root, workflow, catalog)?.properties ?? {});
    if (key) inputs[name] = { ref: `${root}.${key}` };
  }
}

function rootSchema(
  root: string,
  workflow: Workflow,
  catalog: Catalog,
): StepDefinition["outputs"] | undefined {
  const use = (step: unknown) => catalog.get((step as { use?: string } | undefined)?.use ?? "")?.outputs;
  if (root === "trigger") return use(workflow.trigger);
  for (const { step } of walk(workflow.steps)) {
    if (step.id === root) return use(step);
    if ("forEach" in step && step.as === root && isRef(step.forEach)) {
      const list = step.forEach.ref.split(".")[0] ?? "";
      return rootSchema(list, workflow, catalog)?.items;
    }
  }
  return undefined;
}
