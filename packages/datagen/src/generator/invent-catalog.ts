import { type Catalog, type CatalogApp, makeCatalog, type StepDefinition } from "@flowright/workflow/catalog";
import type { Random } from "@flowright/workflow/core";
import { lexicon } from "../lexicon/index.js";
import { productName } from "../text/index.js";
import { drawSome } from "./invent-fields.js";
import { type IdStyle, inventStep } from "./invent-step.js";

const ID_STYLES: readonly IdStyle[] = [0, 0, 1, 1, 2, 3];

/** A catalogue that nobody has: 4 to 8 products with real-looking or made-up names, in one of several id styles. */
export function inventCatalog(rng: Random, name: string): Catalog {
  const apps: CatalogApp[] = [];
  const steps = new Map<string, StepDefinition>();
  // Some engines know actions only: everything is started by hand.
  const triggers = rng.chance(0.15) ? 0 : 0.25;
  for (let i = rng.int(4, 8); i > 0; i--) {
    const title = productName(rng);
    const app: CatalogApp = { id: title.replaceAll(" ", "_").toLowerCase(), title };
    if (apps.some((other) => other.id === app.id)) continue;
    apps.push(app);
    const style = rng.pick(ID_STYLES);
    const nouns = drawSome(rng, lexicon.inventedCatalogs.nouns, rng.int(1, 3));
    for (let n = rng.int(3, 7); n > 0; n--) {
      const step = inventStep(app, rng.pick(nouns), rng.chance(triggers) ? "trigger" : "action", style, rng);
      steps.set(step.id, step);
    }
  }
  return makeCatalog(name, apps, [...steps.values()]);
}
