import { usesOf, type Workflow } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import type { Random } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import { isConnectorCatalog, makeCrudRequest } from "../connectors/index.js";
import type { SyntheticPair } from "../generator/index.js";
import type { WrittenPair } from "../written/index.js";
import { appendManualTask } from "./append-manual-task.js";
import { padWithConnectors } from "./pad-with-connectors.js";
import { paraphrase } from "./paraphrase.js";
import { perturbCatalog } from "./perturb-catalog.js";
import { recombine } from "./recombine.js";
import { renameProducts } from "./rename-products.js";
import { reorderClauses } from "./reorder-clauses.js";
import { retype } from "./retype.js";
import { swapEntities } from "./swap-entities.js";
import { swapNumbers, swapValues } from "./swap-values.js";
import { toConnectorCatalog } from "./to-connector-catalog.js";
import { withholdStep } from "./withhold-step.js";

/** The same wish with other names, values, products, words and manners; one in ten stays as it was written. */
export function augment(pair: WrittenPair, rng: Random): WrittenPair {
  if (rng.chance(0.1)) return pair;
  let varied = swapValues(swapNumbers(pair, rng), rng);
  if (rng.chance(0.35)) varied = renameProducts(varied, rng);
  if (rng.chance(0.6)) varied = perturbCatalog(varied, rng);
  if (rng.chance(0.4)) varied = reorderClauses(varied, rng);
  if (rng.chance(0.6)) varied = paraphrase(varied, rng);
  varied = retype(varied, rng);
  keepEnumValues(pair.workflow, varied.workflow, varied.catalog);
  return varied;
}

/** An enumeration is chosen, not copied: its name does not change with the words. */
function keepEnumValues(before: Workflow, after: Workflow, catalog: Catalog): void {
  const old = [...usesOf(before)];
  for (const [i, node] of [...usesOf(after)].entries()) {
    const was = old[i]?.inputs ?? {};
    for (const [name, schema] of Object.entries(catalog.get(node.use)?.inputs.properties ?? {}))
      if (schema.enum && was[name] !== undefined) node.inputs![name] = was[name];
  }
}

/**
 * A variation of a written pair, now and then without a step that it asks for: then that is a placeholder.
 * @param pool Pairs over the same catalogue, of which parts are put into it now and then.
 */
export function augmentWritten(
  written: WrittenPair,
  rng: Random,
  pool: readonly WrittenPair[] = [],
): SyntheticPair {
  let pair = written;
  // twice now and then: "A and B. If C, D."
  if (pool.length > 1)
    while (rng.chance(0.35) && pair.request.length < 400) pair = recombine(pair, pool, rng);
  if (pair.catalog === coreCatalog() && rng.chance(0.16)) pair = toConnectorCatalog(pair, rng) ?? pair;
  const platform = !pair.catalog.triggers.length;
  if (platform && !isConnectorCatalog(pair.catalog) && rng.chance(0.6)) pair = padWithConnectors(pair, rng);
  if (rng.chance(platform ? 0.3 : 0.03)) pair = appendManualTask(pair, rng);
  // products of the core catalogue are known for what they are about
  const large = pair.catalog === coreCatalog() || isConnectorCatalog(pair.catalog);
  if (rng.chance(large ? 0.15 : 0.5)) pair = swapEntities(pair, rng);
  return toExample(pair, written.catalog, rng, 0.05);
}

/** A made-up CRUD request over connectors, varied like a written pair. */
export function augmentCrudRequest(rng: Random): SyntheticPair {
  const pair = makeCrudRequest(rng);
  return toExample(pair, pair.catalog, rng, 0.1);
}

function toExample(pair: WrittenPair, origin: Catalog, rng: Random, withholding: number): SyntheticPair {
  const { request, catalog, ...varied } = augment(pair, rng);
  const workflow = structuredClone(varied.workflow);
  const uses = new Set(Array.from(usesOf(workflow), ({ use }) => use));
  const withheld = rng.chance(withholding) ? withholdStep(workflow, catalog, rng) : [];
  const used = [...uses].filter((id) => !withheld.includes(id));
  const ownCatalog = catalog !== origin && !isConnectorCatalog(catalog);
  return { request, workflow, catalog, used, withheld, ownCatalog };
}
