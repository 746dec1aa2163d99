import { type Catalog, coreCatalog, loadCatalog } from "../catalog/index.js";

/** Opens the catalogue that `--catalog` names; the built-in one without it. */
export const openCatalog = ({ catalog }: { catalog?: string }): Catalog =>
  catalog ? loadCatalog(catalog) : coreCatalog();
