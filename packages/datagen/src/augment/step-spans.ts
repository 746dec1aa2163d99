import { blocks, type Step, type Workflow, walk } from "@flowright/workflow";
import type { WrittenPair } from "../written/read-written.js";

/** A step of a written pair whose words stand together in the request, apart from those of all others. */
export interface StepSpan {
  step: Step;
  /** Where its words begin and end in the request, in characters. */
  from: number;
  to: number;
  /** Directly in the workflow, in no other step. */
  top: boolean;
  /** The words before it that are nobody's: "If ", "for every ". */
  lead: string;
  /** The clause ends where its words do. */
  ends: boolean;
}

/** Words that tell the same thing to do in any sentence, as the first of a clause. */
const VERBS = new Set(
  `add alert append apply approve archive arrange ask assign attach block book bump call cancel change charge check clear close comment confirm
   collect copy create delete draft drop email export fetch file find fire flag forward generate get give grab hand have inform
   insert invite invoice issue kick label leave let list lock log look mail make mark merge message move note notify open order
   page phone ping plan post print publish pull push put query raise refund register reject remind remove rename reopen reply
   report request reserve reset restart ring run save schedule search send set shout show sms split start stop store submit
   summarise summarize tag take tell text trigger translate turn unlock update upload upsert use warn whatsapp write`.split(
    /\s+/,
  ),
);

/** True for words such as "post it to #ops", which go on in another sentence as they are. */
export const isImperative = (words: string): boolean =>
  VERBS.has(words.match(/^\p{L}+(?=\s)/u)?.[0].toLowerCase() ?? "");

const notesOf = (step: Step): (string | undefined)[] => [
  step.annotation,
  ...("elseIf" in step ? (step.elseIf ?? []).map((branch) => branch.annotation) : []),
];

const known = new WeakMap<WrittenPair, StepSpan[]>();

/** The steps of a pair that can be taken out of it, or have something put in their place. */
export function stepSpans(pair: WrittenPair): StepSpan[] {
  let places = known.get(pair);
  if (!places) {
    places = collect(pair);
    known.set(pair, places);
  }
  return places;
}

/** True where something refers to what a step hands on. */
export const isReferenced = (id: string, workflow: Workflow): boolean =>
  new RegExp(`[{"]${id}[."}]`).test(JSON.stringify(workflow).replaceAll(`"id":"${id}"`, ""));

/** Where a request says some words, if it says them once. */
export function uniqueIndexOf(words: string, request: string): number | undefined {
  const at = request.indexOf(words);
  return at < 0 || request.indexOf(words, at + 1) >= 0 ? undefined : at;
}

type Span = readonly [from: number, to: number];

function spansOf({ request }: WrittenPair, notes: readonly (string | undefined)[]): Span[] | undefined {
  const spans: Span[] = [];
  for (const note of notes) {
    if (note === undefined) continue;
    const at = uniqueIndexOf(note, request);
    if (at === undefined) return undefined;
    spans.push([at, at + note.length]);
  }
  return spans;
}

function collect(pair: WrittenPair): StepSpan[] {
  const { request, workflow } = pair;
  const all = [...walk(workflow.steps)].map(({ step }) => step);
  const places: StepSpan[] = [];
  const visit = (block: Step[], top: boolean): void => {
    for (const step of block) {
      for (const inner of blocks(step)) visit(inner.steps, false);
      const own = new Set([...walk([step])].map((visit) => visit.step));
      const mine = spansOf(pair, [...own].flatMap(notesOf));
      const others = spansOf(pair, [
        workflow.trigger?.annotation,
        ...all.filter((other) => !own.has(other)).flatMap(notesOf),
      ]);
      if (!mine?.length || !others) continue;
      const from = Math.min(...mine.map(([start]) => start));
      const to = Math.max(...mine.map(([, end]) => end));
      if (others.some(([start, end]) => start < to && end > from)) continue;
      const before = Math.max(0, ...others.map(([, end]) => end).filter((end) => end <= from));
      const lead = request
        .slice(before, from)
        .split(/[.,;:!?\n]/)
        .at(-1)!
        .replace(/^\s*(?:(?:and|then|also|but)\s+)*/i, "");
      const ends = /^(?:["”')]*\s*(?:[.,;!?\n]|$)|\s+(?:and|then|&)\s)/.test(request.slice(to));
      places.push({ step, from, to, top, lead, ends });
    }
  };
  visit(workflow.steps, true);
  return places;
}
