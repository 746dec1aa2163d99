import { checkAnswer } from "@flowright/workflow";
import type { Random } from "@flowright/workflow/core";
import { restrictToSpans, type WrittenPair } from "../written/index.js";
import { RECOMBINATIONS } from "./recombinations.js";

/** Longest request that is made by putting pairs together, in characters. */
const MAX_REQUEST_CHARS = 600;
const MAX_TRIES = 6;

/**
 * A pair put together from two that people wrote over the same catalogue: one action in the place of another, one
 * more action, one more sentence, or another event. The words stay theirs, the combination is new. (Cutting and
 * pasting between examples by their alignment: Andreas 2020, "Good-Enough Compositional Data Augmentation".)
 * @returns the pair as it was where nothing fits.
 */
export function recombine(host: WrittenPair, pool: readonly WrittenPair[], rng: Random): WrittenPair {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const donor = rng.pick(pool);
    if (donor === host || !fits(donor, host)) continue;
    const made = rng.pick(RECOMBINATIONS)(host, donor, rng);
    if (made && made.request.length <= MAX_REQUEST_CHARS && isSound(made)) return made;
  }
  return host;
}

/** False where the donor uses the identifier of its event's entity, and the host's event is about another one. */
function fits(donor: WrittenPair, host: WrittenPair): boolean {
  const app = ({ workflow: { trigger }, catalog }: WrittenPair) =>
    trigger && "use" in trigger ? catalog.get(trigger.use)?.app : undefined;
  return (
    app(donor) === app(host) || !/"ref":"trigger\.(?:id|number|key)"/.test(JSON.stringify(donor.workflow))
  );
}

/** Every reference leads somewhere, and the request still holds every value and annotation. */
function isSound(pair: WrittenPair): boolean {
  try {
    checkAnswer(pair.workflow, pair.request, pair.catalog);
  } catch {
    return false;
  }
  const restricted = restrictToSpans(structuredClone(pair.workflow), pair.request, pair.catalog);
  return JSON.stringify(restricted) === JSON.stringify(pair.workflow);
}
