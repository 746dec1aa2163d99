import { checkAnswer, renameIds, replaceStep, type Step, type Workflow, walk } from "@flowright/workflow";
import type { Random } from "@flowright/workflow/core";
import type { WrittenPair } from "../written/read-written.js";
import { restrictToSpans } from "../written/restrict-to-spans.js";
import { isImperative, isReferenced, type StepSpan, stepSpans, uniqueIndexOf } from "./step-spans.js";

/** Longest request that is made by putting pairs together, in characters. */
const LONGEST = 600;
const TRIES = 6;

/**
 * A pair put together from two that people wrote over the same catalogue: one thing to do in the place of appendSentence, one
 * more thing to do, one more sentence, or appendSentence event. The words stay theirs, the combination is new. (Cutting and
 * pasting between examples by their alignment: Andreas 2020, "Good-Enough Compositional Data Augmentation".)
 * @returns the pair as it was where nothing fits.
 */
export function recombine(host: WrittenPair, pool: readonly WrittenPair[], rng: Random): WrittenPair {
  for (let tries = 0; tries < TRIES; tries++) {
    const donor = rng.pick(pool);
    if (donor === host || !fits(donor, host)) continue;
    const made = rng.pick(OPERATIONS)(host, donor, rng);
    if (made && made.request.length <= LONGEST && isSound(made)) return made;
  }
  return host;
}

/** What the donor says of its event's identifier would be said of appendSentence thing here. */
function fits(donor: WrittenPair, host: WrittenPair): boolean {
  const app = ({ workflow: { trigger }, catalog }: WrittenPair) =>
    trigger && "use" in trigger ? catalog.get(trigger.use)?.app : undefined;
  return (
    app(donor) === app(host) || !/"ref":"trigger\.(?:id|number|key)"/.test(JSON.stringify(donor.workflow))
  );
}

type Operation = (host: WrittenPair, donor: WrittenPair, rng: Random) => WrittenPair | undefined;

const OPERATIONS: readonly Operation[] = [replaceAction, appendAction, appendSentence, replaceTrigger];

/** Every reference leads somewhere, and every value and annotation is still said, once. */
function isSound(pair: WrittenPair): boolean {
  try {
    checkAnswer(pair.workflow, pair.request, pair.catalog);
  } catch {
    return false;
  }
  const said = restrictToSpans(structuredClone(pair.workflow), pair.request, pair.catalog);
  return JSON.stringify(said) === JSON.stringify(pair.workflow);
}

const isAction = ({ step }: StepSpan) => "use" in step || "placeholder" in step;
/** The words of a place, and the quotation mark that closes behind them. */
function wordsAt({ request }: WrittenPair, { from, to }: StepSpan): string {
  const words = request.slice(from, to);
  const open = (words.match(/["“”]/g)?.length ?? 0) % 2 === 1;
  return open ? words + (/^[^\p{L}\p{N}"”]{0,2}["”]/u.exec(request.slice(to))?.[0] ?? "") : words;
}
/** What stands behind those words. */
const behind = (pair: WrittenPair, place: StepSpan) =>
  pair.request.slice(place.from + wordsAt(pair, place).length);
/** Things to do that a sentence of their own or the end of appendSentence can take in. */
const actions = (pair: WrittenPair) =>
  stepSpans(pair).filter(
    (place) => isAction(place) && place.ends && place.lead === "" && isImperative(wordsAt(pair, place)),
  );

/** A step with all inside it under names that the other pair does not use. */
function renamed(step: Step, taken: Workflow): Step {
  const used = new Set([...walk(taken.steps)].map((visit) => visit.step.id));
  const names = new Map<string, string>();
  for (const { step: inner } of walk([step])) {
    let name = inner.id;
    for (let n = 2; used.has(name); n++) name = `${inner.id}_${n}`;
    used.add(name);
    names.set(inner.id, name);
  }
  return renameIds(step, names);
}

/** Annotations are whole words. */
const noted = (words: string) => words.replace(/[^\p{L}\p{N}"”]*["”]$/u, "");

function matchCase(words: string, like: string): string {
  const upper = /^\p{Lu}/u.test(like);
  return words.replace(/^\p{L}/u, (first) => (upper ? first.toUpperCase() : first.toLowerCase()));
}

/** "…, post it to #ops" → "…, call Anna". */
function replaceAction(host: WrittenPair, donor: WrittenPair, rng: Random): WrittenPair | undefined {
  const outs = actions(host).filter(({ step }) => !isReferenced(step.id, host.workflow));
  const ins = actions(donor);
  if (!outs.length || !ins.length) return undefined;
  const [out, place] = [rng.pick(outs), rng.pick(ins)];
  const words = matchCase(wordsAt(donor, place), wordsAt(host, out));
  if (host.request.includes(words)) return undefined;
  const put = { ...renamed(place.step, host.workflow), annotation: noted(words) };
  return {
    ...host,
    request: host.request.slice(0, out.from) + words + behind(host, out),
    workflow: replaceStep(host.workflow, out.step.id, [put]),
  };
}

const JOINTS = [
  " and ",
  " and ",
  " and ",
  ", ",
  " and then ",
  ", then ",
  " & ",
  " + ",
  " and also ",
  ", and ",
];

/** "…, post it to #ops" → "…, post it to #ops and call Anna". */
function appendAction(host: WrittenPair, donor: WrittenPair, rng: Random): WrittenPair | undefined {
  const [befores, ins] = [actions(host), actions(donor)];
  if (!befores.length || !ins.length) return undefined;
  const [before, place] = [rng.pick(befores), rng.pick(ins)];
  const words = matchCase(wordsAt(donor, place), "x");
  const rest = behind(host, before);
  const joint = /^\s+(?:and|then|&)\s/.test(rest) ? ", " : rng.pick(JOINTS);
  if (host.request.includes(words)) return undefined;
  const put = { ...renamed(place.step, host.workflow), annotation: noted(words) };
  return {
    ...host,
    request: host.request.slice(0, before.from) + wordsAt(host, before) + joint + words + rest,
    workflow: replaceStep(host.workflow, before.step.id, [before.step, put]),
  };
}

const SENTENCES = [". ", ". ", ". ", ". ", "; ", "; ", ", ", "\n", "! ", ". And ", ". Also, "];
const OPENS = /^(?:if|only if|in case|in case of|unless|for (?:each|every|all)(?: of them)?)\s$/i;

/** One more sentence at the end: a whole condition or loop, or something to do where no condition comes before it. */
function appendSentence(host: WrittenPair, donor: WrittenPair, rng: Random): WrittenPair | undefined {
  const last = host.workflow.steps.at(-1);
  const text = host.request.replace(/[\s.!]+$/, "");
  const ends = stepSpans(host).some(({ to }) => host.request.slice(to).replace(/[\s.!]+$/, "") === "");
  const flat = last !== undefined && "use" in last;
  const ins = [
    ...stepSpans(donor).filter((place) => place.top && place.ends && OPENS.test(place.lead)),
    ...(flat ? actions(donor).filter((place) => place.top) : []),
  ];
  if (!ends || !last || !ins.length) return undefined;
  const place = rng.pick(ins);
  const lower = !/\p{Lu}/u.test(text);
  const joint = rng.pick(SENTENCES);
  const opens = /[.!\n] ?$/.test(joint) && !lower ? "X" : "x";
  const step = renamed(place.step, host.workflow);
  const action = isAction(place);
  const words = wordsAt(donor, place);
  const tail = action ? matchCase(words, opens) : matchCase(place.lead, opens) + words;
  if (host.request.includes(words)) return undefined;
  const steps = [...host.workflow.steps, action ? { ...step, annotation: noted(tail) } : step];
  const end = rng.chance(0.6) ? "." : "";
  return { ...host, request: text + joint + tail + end, workflow: { ...host.workflow, steps } };
}

const EVENT = /^(?:if|when|whenever|every time|each time|as soon as|once|after|for (?:each|every|any))\s$/i;

/** "When A, do it" → "When B, do it". */
function replaceTrigger(host: WrittenPair, donor: WrittenPair): WrittenPair | undefined {
  const [out, put] = [host, donor].map(({ request, workflow: { trigger } }) => {
    const words = trigger?.annotation;
    const from = words ? uniqueIndexOf(words, request) : undefined;
    if (!trigger || !words || from === undefined) return undefined;
    const lead = request.slice(0, from);
    return EVENT.test(lead) && /^\s*[,:→]/.test(request.slice(from + words.length))
      ? { trigger, words, lead: lead.toLowerCase() }
      : undefined;
  });
  if (!out || !put || out.lead !== put.lead || host.request.includes(put.words)) return undefined;
  const request = host.request.replace(out.words, () => put.words);
  return { ...host, request, workflow: { ...host.workflow, trigger: put.trigger } };
}
