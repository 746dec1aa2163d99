import {
  type ActionStep,
  checkAnswer,
  isRef,
  parseNotation,
  schemaOfRef,
  scopeOf,
  type Workflow,
  walk,
} from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { FlowrightError } from "@flowright/workflow/core";
import { identityField } from "./identity-field.js";
import { restrictToSpans } from "./restrict-to-spans.js";

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
  for (const { step } of walk(workflow.steps)) if ("use" in step) identify(step, workflow, catalog);
  checkAnswer(workflow, request, catalog);
  return { request, workflow: restrictToSpans(workflow, request, catalog), catalog };
}

/** Writers name the thing ("the ticket"); an input that takes a thing gets its identifier. */
function identify({ id, use, inputs = {} }: ActionStep, workflow: Workflow, catalog: Catalog): void {
  for (const [name, value] of Object.entries(inputs)) {
    const kind = catalog.get(use)?.inputs.properties?.[name]?.["x-kind"];
    if (!kind?.startsWith("id:") || !isRef(value)) continue;
    const [root = ""] = value.ref.split(".");
    const key = identityField(schemaOfRef(root, scopeOf(workflow, id, catalog)!)?.properties ?? {});
    if (key) inputs[name] = { ref: `${root}.${key}` };
  }
}
