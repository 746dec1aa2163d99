import { blocks, type Step, type Workflow, walk } from "@flowright/workflow";
import { lexicon, once } from "../lexicon/index.js";
import type { WrittenPair } from "../written/index.js";

/** A step of a written pair whose words stand together in the request, apart from those of all others. */
export interface StepSpan {
  step: Step;
  /** Where its words begin and end in the request, in characters. */
  from: number;
  to: number;
  /** Directly in the workflow, in no other step. */
  top: boolean;
  /** The words before it that belong to no annotation: "If ", "for every ". */
  lead: string;
  /** The clause ends where its words do. */
  ends: boolean;
}

const imperatives = once(() => new Set(lexicon.augmentation.imperatives));

/** True for words such as "post it to #ops", which go on in another sentence as they are. */
export const isImperative = (words: string): boolean =>
  imperatives().has(words.match(/^\p{L}+(?=\s)/u)?.[0].toLowerCase() ?? "");

/** True where something refers to what a step hands on. */
export const isReferenced = (id: string, workflow: Workflow): boolean =>
  new RegExp(`[{"]${id}[."}]`).test(JSON.stringify(workflow).replaceAll(`"id":"${id}"`, ""));

/** Where a request holds some words, if it holds them once. */
export function uniqueIndexOf(words: string, request: string): number | undefined {
  const at = request.indexOf(words);
  return at < 0 || request.indexOf(words, at + 1) >= 0 ? undefined : at;
}

const cache = new WeakMap<WrittenPair, StepSpan[]>();

/** The steps of a pair that can be taken out of it, or have something put in their place. */
export function stepSpans(pair: WrittenPair): StepSpan[] {
  let spans = cache.get(pair);
  if (!spans) {
    spans = findSpans(pair);
    cache.set(pair, spans);
  }
  return spans;
}

const annotationsOf = (step: Step): (string | undefined)[] => [
  step.annotation,
  ...("elseIf" in step ? (step.elseIf ?? []).map((branch) => branch.annotation) : []),
];

type Span = readonly [from: number, to: number];

/** Undefined where one of the annotations does not stand in the request once. */
function spansOf({ request }: WrittenPair, annotations: readonly (string | undefined)[]): Span[] | undefined {
  const spans: Span[] = [];
  for (const words of annotations) {
    if (words === undefined) continue;
    const at = uniqueIndexOf(words, request);
    if (at === undefined) return undefined;
    spans.push([at, at + words.length]);
  }
  return spans;
}

function findSpans(pair: WrittenPair): StepSpan[] {
  const { request, workflow } = pair;
  const all = [...walk(workflow.steps)].map(({ step }) => step);
  const found: StepSpan[] = [];
  const visit = (block: Step[], top: boolean): void => {
    for (const step of block) {
      for (const inner of blocks(step)) visit(inner.steps, false);
      const own = new Set([...walk([step])].map((visit) => visit.step));
      const mine = spansOf(pair, [...own].flatMap(annotationsOf));
      const others = spansOf(pair, [
        workflow.trigger?.annotation,
        ...all.filter((other) => !own.has(other)).flatMap(annotationsOf),
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
      found.push({ step, from, to, top, lead, ends });
    }
  };
  visit(workflow.steps, true);
  return found;
}
