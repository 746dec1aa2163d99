import type { StepDefinition } from "@flowright/workflow/catalog";
import { lexicon } from "../lexicon/index.js";
import { isItem, type RequestBuilder } from "./request-builder.js";

/** True for steps that hand on a list. */
export const isListStep = (step: StepDefinition): boolean => step.outputs.type === "array";

/** What an action works on: the noun of the entity that one of its inputs takes. */
export const worksOn = (step: StepDefinition): string | undefined =>
  Object.values(step.inputs.properties ?? {})
    .map((schema) => schema["x-kind"])
    .find((kind) => kind?.startsWith("id:"))
    ?.slice(3);

/** An action that makes sense here: what works on an entity wants that to have been mentioned. */
export function pickAction(
  builder: RequestBuilder,
  wanted?: (step: StepDefinition) => boolean,
): StepDefinition | undefined {
  const { rng, catalog, entities } = builder;
  const fits = wanted ? catalog.actions.filter(wanted) : catalog.actions;
  if (!fits.length) return undefined;
  for (let tries = 0; tries < 8; tries++) {
    const step = wanted ? rng.pick(fits) : pickLikely(builder, fits);
    const noun = worksOn(step);
    if (noun && !entities.some((entity) => entity.noun === noun) && rng.chance(0.8)) continue;
    const answerable = entities.some((entity) => /email|submission/.test(entity.noun));
    if (step.id === "email.message.reply" && !answerable) continue;
    return step;
  }
  return rng.pick(fits);
}

/** Any action: popular ones, those that work on what was mentioned, and those of the same products more often. */
function pickLikely(builder: RequestBuilder, actions: readonly StepDefinition[]): StepDefinition {
  const { rng, catalog, entities } = builder;
  let step = rng.pick(actions);
  if (rng.chance(0.3)) step = catalog.get(rng.pick(lexicon.clauses.actions.popular)) ?? step;
  // what happens in a loop mostly happens to its item
  const latest = builder.latest();
  if (entities.length && rng.chance(latest && isItem(latest) ? 0.6 : 0.45)) {
    const nouns = new Set(entities.map((entity) => entity.noun));
    const apps = new Set(entities.map((entity) => entity.app));
    const on = actions.filter(
      (one) => nouns.has(worksOn(one) ?? "") && (apps.has(one.app) || rng.chance(0.2)),
    );
    if (on.length) step = rng.pick(on);
  }
  // people stay with few products: a third one is rarer than one that was named before
  const apps = builder.apps();
  if (apps.size > 1 && !apps.has(step.app) && !catalog.app(step.app)?.builtin && rng.chance(0.5)) {
    const same = actions.filter((one) => apps.has(one.app));
    if (same.length) step = rng.pick(same);
  }
  return step;
}
