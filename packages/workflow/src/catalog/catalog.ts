import type { Catalog, CatalogApp, StepDefinition } from "./types.js";

/** Builds a catalogue from parts that are already checked, as `checkCatalog` returns them. */
export function makeCatalog(
  name: string,
  apps: readonly CatalogApp[],
  steps: readonly StepDefinition[],
): Catalog {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const appById = new Map(apps.map((app) => [app.id, app]));
  return {
    name,
    apps,
    steps,
    triggers: steps.filter((step) => step.kind === "trigger"),
    actions: steps.filter((step) => step.kind === "action"),
    get: (id) => byId.get(id),
    app: (id) => appById.get(id),
  };
}
