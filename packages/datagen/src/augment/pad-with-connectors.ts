import { usesOf } from "@flowright/workflow";
import { type Catalog, makeCatalog } from "@flowright/workflow/catalog";
import { identifierWords, type Random } from "@flowright/workflow/core";
import { pickConnectorCatalog, registerConnectorCatalog } from "../connectors/index.js";
import type { WrittenPair } from "../written/index.js";

const padded = new WeakMap<Catalog, Catalog>();

/** A pair over its catalogue and hundreds of other connectors, where the request names the products that it means. */
export function padWithConnectors(pair: WrittenPair, rng: Random): WrittenPair {
  const { catalog } = pair;
  const named = new Set(identifierWords(pair.request));
  for (const { use } of usesOf(pair.workflow)) {
    const { title } = catalog.app(catalog.get(use)!.app)!;
    if (!named.has(identifierWords(title)[0] ?? "")) return pair;
  }
  let all = padded.get(catalog);
  if (!all) {
    all = pad(catalog, pickConnectorCatalog(rng).catalog);
    padded.set(catalog, all);
    registerConnectorCatalog(all);
  }
  return { ...pair, catalog: all };
}

function pad(catalog: Catalog, others: Catalog): Catalog {
  const taken = new Set(catalog.apps.map(({ id }) => id));
  return makeCatalog(
    `${catalog.name}-padded`,
    [...catalog.apps, ...others.apps.filter(({ id }) => !taken.has(id))],
    [...catalog.steps, ...others.steps.filter(({ app }) => !taken.has(app))],
  );
}
