import { existsSync } from "node:fs";
import { type Catalog, coreCatalog, loadCatalog } from "../catalog/index.js";

/** Opens the catalogue that `--catalog` names; the built-in one without it. */
export const openCatalog = ({ catalog }: { catalog?: string }): Catalog =>
  catalog ? loadCatalog(catalog) : coreCatalog();

/**
 * The catalogue that a file is about: the one that `--catalog` names, else `NAME.catalog.json` beside the file
 * `NAME.extension`, else the given one.
 */
export function catalogFor(file: string, options: { catalog?: string }, other?: Catalog): Catalog {
  const beside = file.replace(/\.\w+$/, ".catalog.json");
  if (options.catalog) return loadCatalog(options.catalog);
  return existsSync(beside) ? loadCatalog(beside) : (other ?? coreCatalog());
}
