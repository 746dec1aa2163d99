import { renameUses } from "@flowright/workflow";
import { makeCatalog, type StepDefinition } from "@flowright/workflow/catalog";
import type { Random } from "@flowright/workflow/core";
import { lexicon } from "../lexicon/index.js";
import type { WrittenPair } from "../written/index.js";

/** Catalogues up to this size are given other shapes; a large one has variety enough. */
const MAX_STEPS = 100;

/**
 * The same catalogue as another team would have written it: steps that are known by their titles instead of telling
 * ids, and other verbs in them. What a model copies must come from the candidates that it is shown.
 */
export function perturbCatalog(pair: WrittenPair, rng: Random): WrittenPair {
  const { catalog } = pair;
  if (catalog.steps.length > MAX_STEPS) return pair;
  const opaque = rng.chance(0.6);
  const ids = new Map<string, string>();
  const steps = catalog.steps.map((step, i): StepDefinition => {
    const [verb = "", ...rest] = step.title.split(" ");
    const verbs = opaque && rng.chance(0.35) ? lexicon.augmentation.titleVerbs[verb] : undefined;
    const id = opaque ? `n${i}` : rng.chance(0.5) ? step.id : reverseWords(step.id);
    ids.set(step.id, id);
    return { ...step, id, title: verbs ? [rng.pick(verbs), ...rest].join(" ") : step.title };
  });
  if (new Set(ids.values()).size < steps.length) return pair;
  return {
    ...pair,
    workflow: renameUses(pair.workflow, ids),
    catalog: makeCatalog(catalog.name, catalog.apps, steps),
  };
}

/** `stayhub.room.list` → `list_room_stayhub`. */
const reverseWords = (id: string): string =>
  id
    .split(/[.:_-]+/)
    .reverse()
    .join("_");
