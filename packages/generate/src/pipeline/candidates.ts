import type { StepDefinition } from "@flowright/workflow/catalog";
import { FlowrightError } from "@flowright/workflow/core";
import { retrieverOf, searchQueries } from "../retrieval/index.js";
import type { GenerateOptions } from "./types.js";

/**
 * The steps that a model may choose from, triggers first: what retrieval finds, or the given `candidateIds`.
 * @throws {FlowrightError} CATALOG_STEP_UNKNOWN, and what the retriever throws
 */
export async function candidatesOf(
  request: string,
  options: Omit<GenerateOptions, "model">,
): Promise<StepDefinition[]> {
  const { catalog, candidates, denseIndex, signal, experimental: { candidateIds } = {} } = options;
  if (candidateIds) return candidateIds.map((id) => catalog.get(id) ?? unknownStep(id));
  const found = await (options.retriever ?? retrieverOf(catalog)).retrieve(request, {
    ...(candidates === undefined ? {} : { actions: candidates }),
    ...(denseIndex ? { denseIndex: await denseIndex.index(catalog, searchQueries(request), signal) } : {}),
  });
  return [...found.triggers, ...found.actions];
}

function unknownStep(id: string): never {
  throw new FlowrightError("CATALOG_STEP_UNKNOWN", `the catalogue has no step "${id}"`);
}
