import { lexicon } from "../lexicon/index.js";
import { fillTemplate, pseudoWord } from "../text/index.js";
import type { Fragment, RequestBuilder } from "./request-builder.js";

/** A pause. */
export function renderWait(builder: RequestBuilder): Fragment {
  const { rng } = builder;
  const { waits } = lexicon.clauses;
  const { durations, dates, times } = lexicon.values;
  const id = builder.nextId();
  const long = rng.chance(0.8);
  const { text: value, value: when } = builder.literal(rng.pick(long ? durations : [...dates, ...times]));
  const template = rng.pick(long ? waits.for : waits.until);
  const { text, annotation } = builder.annotate(fillTemplate(template, { value }));
  return {
    text,
    steps: [{ id, wait: long ? { duration: when } : { until: when }, annotation }],
    open: false,
  };
}

/** The end of the run, or in a loop also of this round. */
export function renderStop(builder: RequestBuilder, loop: boolean): Fragment {
  const { rng } = builder;
  const { next, stop } = lexicon.clauses;
  const id = builder.nextId();
  const skip = loop && rng.chance(0.6);
  const { text, annotation } = builder.annotate(rng.pick(skip ? next : stop));
  return {
    text,
    steps: [skip ? { id, next: true, annotation } : { id, stop: true, annotation }],
    open: false,
  };
}

/** Another workflow. */
export function renderCall(builder: RequestBuilder): Fragment {
  const { rng } = builder;
  const { verbs, nouns } = lexicon.clauses.calls;
  const id = builder.nextId();
  const name = builder.literal(rng.chance(0.3) ? pseudoWord(rng) : rng.pick(lexicon.values.workflows));
  const { text, annotation } = builder.annotate(`${rng.pick(verbs)} the ${name.text} ${rng.pick(nouns)}`);
  return { text, steps: [{ id, call: name.value, annotation }], open: false };
}
