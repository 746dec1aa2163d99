import { appendMissing, ownIndex, retrieverOf } from "@flowright/generate/retrieval";
import type { StepDefinition } from "@flowright/workflow/catalog";
import { identifierWords, type Random } from "@flowright/workflow/core";
import type { SyntheticPair } from "../generator/index.js";

const index = new WeakMap<readonly StepDefinition[], Map<string, StepDefinition[]>>();

/** Steps by each word of their ids. */
function stepsByWord(steps: readonly StepDefinition[]): Map<string, StepDefinition[]> {
  let words = index.get(steps);
  if (!words) {
    words = new Map();
    for (const step of steps)
      for (const word of new Set(identifierWords(step.id)))
        words.set(word, [...(words.get(word) ?? []), step]);
    index.set(steps, words);
  }
  return words;
}

/** The wanted steps and wrong ones, `size` in all, in no order. */
function withNegatives(
  all: readonly StepDefinition[],
  wanted: readonly StepDefinition[],
  banned: ReadonlySet<string>,
  size: number,
  rng: Random,
) {
  const chosen = new Map(wanted.map((step) => [step.id, step]));
  const words = stepsByWord(all);
  for (let tries = 0; chosen.size < size && tries < size * 6; tries++) {
    // three in four are hard: they share the app, the object or the verb with a step that is wanted
    const near =
      wanted.length && rng.chance(0.75)
        ? words.get(rng.pick(identifierWords(rng.pick(wanted).id)))
        : undefined;
    const step = rng.pick(near ?? all);
    if (!banned.has(step.id)) chosen.set(step.id, step);
  }
  return rng.shuffle([...chosen.values()]);
}

/** Candidates for a pair: the steps that it uses among hard and easy negatives, in no order. */
export function sampleCandidates(pair: SyntheticPair, rng: Random): StepDefinition[] {
  const { catalog } = pair;
  const banned = new Set(pair.withheld);
  const wanted = pair.used.flatMap((id) => catalog.get(id) ?? []);
  const missing = pair.withheld.flatMap((id) => catalog.get(id) ?? []);
  // what comes close to a withheld step would be a second right answer
  for (const step of catalog.actions)
    if (missing.some((gone) => gone.app === step.app && gone.outputs.title === step.outputs.title))
      banned.add(step.id);
  for (const id of pair.used) banned.delete(id);
  const kind = (name: StepDefinition["kind"]) => wanted.filter((step) => step.kind === name);
  const alwaysIncluded = rng.chance(0.5)
    ? catalog.steps.filter((step) => step.alwaysInclude && !banned.has(step.id))
    : [];
  const actions = withNegatives(catalog.actions, kind("action"), banned, rng.int(7, 16), rng);
  const triggers = catalog.triggers.length
    ? withNegatives(catalog.triggers, kind("trigger"), banned, rng.int(2, 5), rng)
    : [];
  return [
    ...appendMissing(triggers, alwaysIncluded, "trigger"),
    ...appendMissing(actions, alwaysIncluded, "action"),
  ];
}

/** A catalogue that was made for one pair is worth an index up to this size. */
const MAX_INDEXED_STEPS = 100;

/**
 * Candidates for a pair: three in four times those that retrieval offers, by words or by words and meaning, in its
 * order, with the steps that the pair uses put in where it missed them; else negatives in no order.
 */
export function retrieveCandidates(pair: SyntheticPair, rng: Random): StepDefinition[] {
  const { catalog, request } = pair;
  if ((pair.ownCatalog && catalog.steps.length > MAX_INDEXED_STEPS) || rng.chance(0.25))
    return sampleCandidates(pair, rng);
  const dense = rng.chance(0.5) ? { denseIndex: ownIndex(catalog) } : {};
  const found = retrieverOf(catalog).retrieve(request, { ...dense, whole: rng.chance(0.5) });
  const banned = new Set(pair.withheld);
  const addMissed = (offered: readonly StepDefinition[], kind: StepDefinition["kind"]) => {
    const chosen = offered.filter((step) => !banned.has(step.id));
    for (const id of pair.used) {
      const step = catalog.get(id);
      if (step?.kind === kind && !chosen.includes(step)) chosen.splice(rng.int(0, chosen.length), 0, step);
    }
    return chosen;
  };
  const [triggers, actions] = [addMissed(found.triggers, "trigger"), addMissed(found.actions, "action")];
  return rng.chance(0.25) ? [...rng.shuffle(triggers), ...rng.shuffle(actions)] : [...triggers, ...actions];
}
