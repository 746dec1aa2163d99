import type { Catalog } from "@flowright/workflow/catalog";
import type { Random } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import { type ConnectorCatalog, makeConnectorCatalog } from "./connector-catalog.js";

const SIZE = 9;
const pool: ConnectorCatalog[] = [];
const known = new WeakSet<Catalog>();

/** One of the nine connector catalogues, made from the core catalogue when it is first drawn. */
export function pickConnectorCatalog(rng: Random): ConnectorCatalog {
  const at = rng.int(0, SIZE - 1);
  let picked = pool[at];
  if (!picked) {
    picked = makeConnectorCatalog(coreCatalog(), at + 1);
    pool[at] = picked;
    known.add(picked.catalog);
  }
  return picked;
}

/** True for large catalogues of connectors: there are few of them, and many pairs over each. */
export const isConnectorCatalog = (catalog: Catalog): boolean => known.has(catalog);

/** Counts a catalogue among those of connectors. */
export const registerConnectorCatalog = (catalog: Catalog): void => {
  known.add(catalog);
};
