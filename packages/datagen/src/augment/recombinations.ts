import { renameIds, replaceStep, type Step, type Workflow, walk } from "@flowright/workflow";
import type { Random } from "@flowright/workflow/core";
import { lexicon } from "../lexicon/index.js";
import { matchCase } from "../text/index.js";
import type { WrittenPair } from "../written/index.js";
import { isImperative, isReferenced, type StepSpan, stepSpans, uniqueIndexOf } from "./step-spans.js";

/** Puts a part of the donor into the host; undefined where none fits. */
type Recombination = (host: WrittenPair, donor: WrittenPair, rng: Random) => WrittenPair | undefined;

export const RECOMBINATIONS: readonly Recombination[] = [
  replaceAction,
  appendAction,
  appendSentence,
  replaceTrigger,
];

const isAction = ({ step }: StepSpan) => "use" in step || "placeholder" in step;

/** The words of a span, and the quotation mark that closes behind them. */
function wordsAt({ request }: WrittenPair, { from, to }: StepSpan): string {
  const words = request.slice(from, to);
  const open = (words.match(/["“”]/g)?.length ?? 0) % 2 === 1;
  return open ? words + (/^[^\p{L}\p{N}"”]{0,2}["”]/u.exec(request.slice(to))?.[0] ?? "") : words;
}

/** What stands behind those words. */
const textBehind = (pair: WrittenPair, span: StepSpan) =>
  pair.request.slice(span.from + wordsAt(pair, span).length);

/** Actions that a sentence of their own or the end of another can take in. */
const actionsOf = (pair: WrittenPair) =>
  stepSpans(pair).filter(
    (span) => isAction(span) && span.ends && span.lead === "" && isImperative(wordsAt(pair, span)),
  );

/** A step with all inside it under ids that the other workflow does not use. */
function withNewIds(step: Step, taken: Workflow): Step {
  const used = new Set([...walk(taken.steps)].map((visit) => visit.step.id));
  const ids = new Map<string, string>();
  for (const { step: inner } of walk([step])) {
    let id = inner.id;
    for (let n = 2; used.has(id); n++) id = `${inner.id}_${n}`;
    used.add(id);
    ids.set(inner.id, id);
  }
  return renameIds(step, ids);
}

/** Annotations are whole words. */
const toAnnotation = (words: string) => words.replace(/[^\p{L}\p{N}"”]*["”]$/u, "");

/** "…, post it to #ops" → "…, call Anna". */
function replaceAction(host: WrittenPair, donor: WrittenPair, rng: Random): WrittenPair | undefined {
  const outs = actionsOf(host).filter(({ step }) => !isReferenced(step.id, host.workflow));
  const ins = actionsOf(donor);
  if (!outs.length || !ins.length) return undefined;
  const [out, span] = [rng.pick(outs), rng.pick(ins)];
  const words = matchCase(wordsAt(donor, span), wordsAt(host, out));
  if (host.request.includes(words)) return undefined;
  const step = { ...withNewIds(span.step, host.workflow), annotation: toAnnotation(words) };
  return {
    ...host,
    request: host.request.slice(0, out.from) + words + textBehind(host, out),
    workflow: replaceStep(host.workflow, out.step.id, [step]),
  };
}

/** "…, post it to #ops" → "…, post it to #ops and call Anna". */
function appendAction(host: WrittenPair, donor: WrittenPair, rng: Random): WrittenPair | undefined {
  const [befores, ins] = [actionsOf(host), actionsOf(donor)];
  if (!befores.length || !ins.length) return undefined;
  const [before, span] = [rng.pick(befores), rng.pick(ins)];
  const words = matchCase(wordsAt(donor, span), "x");
  const rest = textBehind(host, before);
  const joint = /^\s+(?:and|then|&)\s/.test(rest) ? ", " : rng.pick(lexicon.augmentation.actionJoints);
  if (host.request.includes(words)) return undefined;
  const step = { ...withNewIds(span.step, host.workflow), annotation: toAnnotation(words) };
  return {
    ...host,
    request: host.request.slice(0, before.from) + wordsAt(host, before) + joint + words + rest,
    workflow: replaceStep(host.workflow, before.step.id, [before.step, step]),
  };
}

/** Words before a condition or a loop that can open a sentence. */
const OPENS = /^(?:if|only if|in case|in case of|unless|for (?:each|every|all)(?: of them)?)\s$/i;

/** One more sentence at the end: a whole condition or loop, or an action where no condition comes before it. */
function appendSentence(host: WrittenPair, donor: WrittenPair, rng: Random): WrittenPair | undefined {
  const last = host.workflow.steps.at(-1);
  const text = host.request.replace(/[\s.!]+$/, "");
  const ends = stepSpans(host).some(({ to }) => host.request.slice(to).replace(/[\s.!]+$/, "") === "");
  const flat = last !== undefined && "use" in last;
  const ins = [
    ...stepSpans(donor).filter((span) => span.top && span.ends && OPENS.test(span.lead)),
    ...(flat ? actionsOf(donor).filter((span) => span.top) : []),
  ];
  if (!ends || !last || !ins.length) return undefined;
  const span = rng.pick(ins);
  const lower = !/\p{Lu}/u.test(text);
  const joint = rng.pick(lexicon.augmentation.sentenceJoints);
  const opens = /[.!\n] ?$/.test(joint) && !lower ? "X" : "x";
  const step = withNewIds(span.step, host.workflow);
  const action = isAction(span);
  const words = wordsAt(donor, span);
  const tail = action ? matchCase(words, opens) : matchCase(span.lead, opens) + words;
  if (host.request.includes(words)) return undefined;
  const steps = [...host.workflow.steps, action ? { ...step, annotation: toAnnotation(tail) } : step];
  const end = rng.chance(0.6) ? "." : "";
  return { ...host, request: text + joint + tail + end, workflow: { ...host.workflow, steps } };
}

/** Words before an event at the start of a request. */
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
