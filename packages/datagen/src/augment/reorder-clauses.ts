import { isPartOf } from "@flowright/generate/codec";
import type { Workflow } from "@flowright/workflow";
import type { Random } from "@flowright/workflow/core";
import { lexicon } from "../lexicon/index.js";
import { upperFirst } from "../text/index.js";
import { annotatedNodes, annotationsInRequest, type WrittenPair } from "../written/index.js";
import { uniqueIndexOf } from "./step-spans.js";

type Reordering = (pair: WrittenPair, rng: Random) => WrittenPair | undefined;

const REORDERINGS: readonly (readonly [chance: number, reorder: Reordering])[] = [
  [0.3, moveEvent],
  [0.3, moveCondition],
  [0.12, toList],
  [0.15, addDistractor],
];

/**
 * The same wish in another order or layout: the event or the condition last, sentences as a list, something around it
 * that asks for nothing. What each node says stays the same but for the case of its first letter.
 * @returns the pair as it was where nothing fits.
 */
export function reorderClauses(pair: WrittenPair, rng: Random): WrittenPair {
  let reordered = pair;
  for (const [chance, reorder] of REORDERINGS) {
    const next = rng.chance(chance) ? reorder(reordered, rng) : undefined;
    if (next && annotationsInRequest(next)) reordered = next;
  }
  return reordered;
}

/** A small letter at the start, but for "I" and for abbreviations. */
const lowerFirst = (text: string) =>
  text.replace(/^\p{Lu}(?=\p{Ll}|\s)/u, (first) => (/^I\s/.test(text) ? first : first.toLowerCase()));

/** The pair with another request, and with annotations in the case that they have there. */
function withRequest(pair: WrittenPair, request: string): WrittenPair {
  const workflow: Workflow = structuredClone(pair.workflow);
  for (const node of annotatedNodes(workflow)) {
    const { annotation } = node;
    if (!annotation || isPartOf(request, annotation)) continue;
    for (const other of [lowerFirst(annotation), upperFirst(annotation)])
      if (isPartOf(request, other)) node.annotation = other;
  }
  return { ...pair, request, workflow };
}

const EVENT = /^(?:when|whenever|every time|each time|as soon as|once|after|if)\s$/i;

/** "When A, do B." → "Do B when A." and back, where all is one sentence without conditions. */
function moveEvent(pair: WrittenPair): WrittenPair | undefined {
  const { request, workflow } = pair;
  const words = workflow.trigger?.annotation;
  const from = words ? uniqueIndexOf(words, request) : undefined;
  if (!words || from === undefined || !workflow.steps.every((step) => "use" in step)) return undefined;
  const [before, behind] = [request.slice(0, from), request.slice(from + words.length)];
  const first = /^(?:, (?:then )?|,? then |: )([^.;:!?\n]+)([.!]?)$/.exec(behind);
  if (EVENT.test(before) && first)
    return withRequest(pair, `${upperFirst(first[1]!)} ${lowerFirst(before)}${words}${first[2]}`);
  const last = /^([^.;:!?\n,]+) (when|whenever|every time|each time|as soon as|once) $/i.exec(before);
  if (last && /^[.!]?$/.test(behind))
    return withRequest(pair, `${upperFirst(last[2]!)} ${words}, ${lowerFirst(last[1]!)}${behind}`);
  return undefined;
}

/** "If A, do B." → "Do B if A." and back, where B is one action and nothing else depends on A. */
function moveCondition(pair: WrittenPair, rng: Random): WrittenPair | undefined {
  const { request, workflow } = pair;
  for (const step of workflow.steps) {
    if (!("if" in step) || step.elseIf?.length || step.else?.length || step.then.length !== 1) continue;
    const [only] = step.then;
    if (!only || !("use" in only || "placeholder" in only)) continue;
    const [when, what] = [step.annotation, only.annotation].map((words) =>
      words ? uniqueIndexOf(words, request) : undefined,
    );
    if (when === undefined || what === undefined) continue;
    const [whenWords, whatWords] = [step.annotation!, only.annotation!];
    const firstWhen = /(^|[.;!?]\s+|\n)(if|only if|in case)\s$/i.exec(request.slice(0, when));
    const between = request.slice(when + whenWords.length, what);
    if (firstWhen && what > when && /^(?:,|,? then| -)? $/.test(between)) {
      const rest = request.slice(what + whatWords.length);
      if (!/^(?:[.;!]|$)/.test(rest)) continue;
      const start = request.slice(0, firstWhen.index + firstWhen[1]!.length);
      const joint = rng.pick(lexicon.augmentation.conditionJoints);
      return withRequest(pair, `${start}${upperFirst(whatWords)}${joint}${lowerFirst(whenWords)}${rest}`);
    }
    const lead = /(?:,? but)?,? (?:only )?(?:if|in case) $/i.exec(request.slice(0, when));
    const start = request.slice(0, what);
    if (lead && what + whatWords.length === lead.index && /(?:^|[.;!?]\s+|\n)$/.test(start)) {
      const rest = request.slice(when + whenWords.length);
      if (!/^(?:[.;!]|$)/.test(rest)) continue;
      return withRequest(pair, `${start}If ${whenWords}, ${lowerFirst(whatWords)}${rest}`);
    }
  }
  return undefined;
}

/** Sentences as lines, with or without marks before them. */
function toList(pair: WrittenPair, rng: Random): WrittenPair | undefined {
  const { request } = pair;
  if (/["“”\n]/.test(request)) return undefined;
  const sentences = request.split(/(?<=[\p{L}\p{N})][.;!])\s+(?=\p{L})/u);
  if (sentences.length < 2) return undefined;
  const style = rng.pick(["plain", "dash", "number", "star", "arrow"] as const);
  const mark = (i: number) =>
    ({ plain: "", dash: "- ", number: `${i + 1}. `, star: "* ", arrow: i ? "→ " : "" })[style];
  const lines = sentences.map((line, i) => mark(i) + line.replace(/[.;]$/, ""));
  return withRequest(pair, lines.join(style === "arrow" ? " " : "\n"));
}

/** A sentence before or behind the request that asks for nothing. */
function addDistractor(pair: WrittenPair, rng: Random): WrittenPair | undefined {
  const { distractorJoints, distractorEnds } = lexicon.augmentation;
  const sentence = rng.pick(lexicon.distractors.sentences);
  if (pair.request.includes("\n- ") || pair.request.length > 700) return undefined;
  const joint = rng.pick(distractorJoints);
  if (rng.chance(0.65)) return withRequest(pair, sentence + joint + pair.request);
  const end = /[.!?]$/.test(pair.request) ? " " : ". ";
  return withRequest(pair, pair.request + end + sentence + rng.pick(distractorEnds));
}
