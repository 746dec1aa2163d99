import { renameUses, usesOf } from "@flowright/workflow";
import { makeCatalog, type StepDefinition } from "@flowright/workflow/catalog";
import type { Random } from "@flowright/workflow/core";
import { escapeRegExp, productName } from "../text/index.js";
import { mapTexts, type WrittenPair } from "../written/index.js";

/** Products under other names, in the request and in the catalogue: a model must not lean on knowing them. */
export function renameProducts(pair: WrittenPair, rng: Random): WrittenPair {
  const { catalog } = pair;
  let { request, workflow } = pair;
  const used = new Set(Array.from(usesOf(workflow), ({ use }) => catalog.get(use)!.app));
  const names = new Map<string, string>();
  for (const id of used) {
    const app = catalog.app(id);
    if (!app || app.builtin || !rng.chance(0.7)) continue;
    const mentioned = new RegExp(
      `(?<![\\p{L}\\p{N}.@#])(?:${escapeRegExp(app.title)}|${escapeRegExp(id)})(?![\\p{L}\\p{N}])`,
      "giu",
    );
    if (!mentioned.test(request)) continue;
    const name = productName(rng);
    names.set(id, name);
    request = request.replace(mentioned, name);
    // every annotation has to change with it
    workflow = mapTexts(workflow, (text) => text.replace(mentioned, name));
  }
  if (!names.size) return pair;
  const steps = catalog.steps.map((step): StepDefinition => {
    const name = names.get(step.app);
    const title = catalog.app(step.app)?.title ?? step.app;
    return name === undefined ? step : { ...step, id: stepId(step, title, name), app: appId(name) };
  });
  const apps = catalog.apps.map((app) => {
    const name = names.get(app.id);
    return name === undefined ? app : { ...app, id: appId(name), title: name };
  });
  const renamed = new Map(catalog.steps.map((step, i) => [step.id, steps[i]!.id]));
  return {
    request,
    workflow: renameUses(workflow, renamed),
    catalog: makeCatalog(catalog.name, apps, steps),
  };
}

const appId = (name: string) => name.toLowerCase().replace(/\W/g, "");

/** The id with the product's new name in the place of its title or id. */
function stepId({ id, app }: StepDefinition, title: string, name: string): string {
  const spelled = [title, app].map((words) => words.split(/\W+/).map(escapeRegExp).join("[\\W_]*"));
  const now = /^[a-z0-9_.]+$/.test(id) ? appId(name) : name.replace(/\W+/g, "_");
  return id.replace(new RegExp(`^(?:${spelled.join("|")})(?![\\p{Ll}\\p{N}])`, "iu"), now);
}
