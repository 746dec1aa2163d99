import type { Catalog } from "@flowright/workflow/catalog";
import { coreCatalog, loadCatalog } from "@flowright/workflow/node";

/** Opens the catalogue that `--catalog` names; the built-in one without it. */
export const openCatalog = ({ catalog }: { catalog?: string }): Catalog =>
  catalog ? loadCatalog(catalog) : coreCatalog();
