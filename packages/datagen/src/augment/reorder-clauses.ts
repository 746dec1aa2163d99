import { isPartOf } from "@flowright/generate/codec";
import type { Workflow } from "@flowright/workflow";
import type { Random } from "@flowright/workflow/core";
import { BACKGROUND } from "../lexicon/background.js";
import { annotatedNodes, annotationsInRequest, upper } from "../written/annotations.js";
import type { WrittenPair } from "../written/read-written.js";
import { uniqueIndexOf } from "./step-spans.js";

type Way = (pair: WrittenPair, rng: Random) => WrittenPair | undefined;

/**
 * The same wish told in another order or layout: the event or the condition said last, sentences as a list, something
 * around it that asks for nothing. What each node says stays the same but for the case of its first letter.
 * @returns the pair as it was where nothing fits.
 */
export function reorderClauses(pair: WrittenPair, rng: Random): WrittenPair {
  let told = pair;
  const ways: readonly (readonly [chance: number, way: Way])[] = [
    [0.3, eventLast],
    [0.3, conditionLast],
    [0.12, asList],
    [0.15, withBackground],
  ];
  for (const [chance, way] of ways) {
    const next = rng.chance(chance) ? way(told, rng) : undefined;
    if (next && annotationsInRequest(next)) told = next;
  }
  return told;
}

const lower = (text: string) =>
  text.replace(/^\p{Lu}(?=\p{Ll}|\s)/u, (first) => (/^I\s/.test(text) ? first : first.toLowerCase()));

/** The annotation whose words begin a sentence now, or no longer do, in the case that they have there. */
function recase(workflow: Workflow, request: string): Workflow {
  const fixed = structuredClone(workflow);
  for (const node of annotatedNodes(fixed)) {
    const { annotation } = node;
    if (!annotation || isPartOf(request, annotation)) continue;
    for (const other of [lower(annotation), upper(annotation)])
      if (isPartOf(request, other)) node.annotation = other;
  }
  return fixed;
}

const retold = (pair: WrittenPair, request: string): WrittenPair => ({
  ...pair,
  request,
  workflow: recase(pair.workflow, request),
});

const EVENT = /^(?:when|whenever|every time|each time|as soon as|once|after|if)\s$/i;

/** "When A, do B." → "Do B when A." and back, where all is one sentence without conditions. */
function eventLast(pair: WrittenPair): WrittenPair | undefined {
  const { request, workflow } = pair;
  const words = workflow.trigger?.annotation;
  const from = words ? uniqueIndexOf(words, request) : undefined;
  if (!words || from === undefined || !workflow.steps.every((step) => "use" in step)) return undefined;
  const [before, behind] = [request.slice(0, from), request.slice(from + words.length)];
  const first = /^(?:, (?:then )?|,? then |: )([^.;:!?\n]+)([.!]?)$/.exec(behind);
  if (EVENT.test(before) && first)
    return retold(pair, `${upper(first[1]!)} ${lower(before)}${words}${first[2]}`);
  const last = /^([^.;:!?\n,]+) (when|whenever|every time|each time|as soon as|once) $/i.exec(before);
  if (last && /^[.!]?$/.test(behind))
    return retold(pair, `${upper(last[2]!)} ${words}, ${lower(last[1]!)}${behind}`);
  return undefined;
}

/** "If A, do B." → "Do B if A." and back, where B is one thing to do and nothing else hangs on A. */
function conditionLast(pair: WrittenPair, rng: Random): WrittenPair | undefined {
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
      const joint = rng.pick([" if ", " if ", " only if ", ", but only if ", " in case "]);
      return retold(pair, `${start}${upper(whatWords)}${joint}${lower(whenWords)}${rest}`);
    }
    const lead = /(?:,? but)?,? (?:only )?(?:if|in case) $/i.exec(request.slice(0, when));
    const start = request.slice(0, what);
    if (lead && what + whatWords.length === lead.index && /(?:^|[.;!?]\s+|\n)$/.test(start)) {
      const rest = request.slice(when + whenWords.length);
      if (!/^(?:[.;!]|$)/.test(rest)) continue;
      return retold(pair, `${start}If ${whenWords}, ${lower(whatWords)}${rest}`);
    }
  }
  return undefined;
}

/** Sentences as lines, with or without marks before them. */
function asList(pair: WrittenPair, rng: Random): WrittenPair | undefined {
  const { request } = pair;
  if (/["“”\n]/.test(request)) return undefined;
  const sentences = request.split(/(?<=[\p{L}\p{N})][.;!])\s+(?=\p{L})/u);
  if (sentences.length < 2) return undefined;
  const style = rng.pick(["plain", "dash", "number", "star", "arrow"] as const);
  const mark = (i: number) =>
    ({ plain: "", dash: "- ", number: `${i + 1}. `, star: "* ", arrow: i ? "→ " : "" })[style];
  const lines = sentences.map((line, i) => mark(i) + line.replace(/[.;]$/, ""));
  return retold(pair, lines.join(style === "arrow" ? " " : "\n"));
}

/** A sentence before it, or behind it, that asks for nothing. */
function withBackground(pair: WrittenPair, rng: Random): WrittenPair | undefined {
  const said = rng.pick(BACKGROUND);
  if (pair.request.includes("\n- ") || pair.request.length > 700) return undefined;
  const joint = rng.pick([". ", ". ", ". ", ": ", " - ", "... ", "\n", "! "]);
  if (rng.chance(0.65)) return retold(pair, said + joint + pair.request);
  const end = /[.!?]$/.test(pair.request) ? " " : ". ";
  return retold(pair, pair.request + end + said + rng.pick([".", ".", "", "!"]));
}
