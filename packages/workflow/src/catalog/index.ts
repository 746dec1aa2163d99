export { makeCatalog } from "./catalog.js";
export { type CatalogIssue, checkCatalog } from "./check.js";
export { type CatalogSource, compileCatalog, type Glossary } from "./compile.js";
export { parseCatalog } from "./parse.js";
export type { Catalog, CatalogApp, FieldSchema, StepDefinition } from "./types.js";
