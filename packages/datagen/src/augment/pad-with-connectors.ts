import { usesOf } from "@flowright/workflow";
import { type Catalog, makeCatalog } from "@flowright/workflow/catalog";
import { identifierWords, type Random } from "@flowright/workflow/core";
import { pickConnectorCatalog, registerConnectorCatalog } from "../connectors/index.js";
import type { WrittenPair } from "../written/index.js";

/** By the catalogue of the pair, then by the one that it is padded with. */
const padded = new WeakMap<Catalog, Map<Catalog, Catalog>>();

/** A pair over its catalogue and hundreds of other connectors, where the request names the products that it means. */
export function padWithConnectors(pair: WrittenPair, rng: Random): WrittenPair {
  const { catalog } = pair;
  const named = new Set(identifierWords(pair.request));
  for (const { use } of usesOf(pair.workflow)) {
    const { title } = catalog.app(catalog.get(use)!.app)!;
    if (!named.has(identifierWords(title)[0] ?? "")) return pair;
  }
  // Drawn each time, made once: what is known already must not change the random stream.
  const others = pickConnectorCatalog(rng).catalog;
  const made = padded.get(catalog) ?? new Map<Catalog, Catalog>();
  padded.set(catalog, made);
  let all = made.get(others);
  if (!all) {
    all = pad(catalog, others);
    made.set(others, all);
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
