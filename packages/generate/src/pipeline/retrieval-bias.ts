import type { StepDefinition } from "@flowright/workflow/catalog";
import type { StepChoice, StepChoices } from "../codec/index.js";
import { retrieverOf, type ScoreCandidates } from "../retrieval/index.js";
import type { GenerateContext } from "./context.js";

const RETRIEVAL_WEIGHT = 12;

/** The retrieval bias of one request. */
export interface BiasContext {
  choices: StepChoices;
  candidates: readonly StepDefinition[];
  /** A step as answers spell it. */
  spell(step: StepDefinition): string;
  score: ScoreCandidates;
  /** The logit of the best candidate over one that shares no word with the clause. */
  weight: number;
}

/** Undefined where there is no bias: by the options, or because codec or retriever cannot give one. */
export function biasContext({ codec, plan, options }: GenerateContext): BiasContext | undefined {
  const { retrievalWeight: weight = RETRIEVAL_WEIGHT } = options.experimental ?? {};
  const { choices } = codec;
  if (weight <= 0 || !choices) return undefined;
  const retriever = options.retriever ?? retrieverOf(options.catalog);
  const score = retriever.scoreCandidates?.(plan.request.original);
  const spell = (step: StepDefinition) => choices.spell(plan.aliases, step);
  return score && { choices, candidates: plan.candidates, spell, score, weight };
}

/** Each candidate as an answer spells it, with its logit. */
type StepLogits = readonly (readonly [spelled: string, logit: number])[];

/**
 * The logits of the candidates at a choice, by retrieval. The model has just written the words of the request that the
 * step comes from, which make a better query than the request as a whole.
 */
function stepLogits(
  { candidates, score, spell, weight }: BiasContext,
  { words, kind }: StepChoice,
): StepLogits {
  return [...score(words, candidates, kind)].map(([step, value]) => [spell(step), value * weight]);
}

/**
 * Biases step selection with retrieval scores. Model and retrieval are multiplied (a product of experts): each token of a
 * spelled step gains the log of its probability under a softmax over the candidates' scores, given what is written of it.
 */
export function logitBias(bias: BiasContext): (answer: string) => ReadonlyMap<string, number> | undefined {
  let before: string | undefined;
  let logits: StepLogits = [];
  return (answer) => {
    const choice = bias.choices.current(answer);
    if (!choice) return undefined;
    if (choice.before !== before) {
      before = choice.before;
      logits = stepLogits(bias, choice);
    }
    const { written } = choice;
    const open = logits.filter(([spelled]) => spelled.startsWith(written));
    if (open.length < 2) return undefined;
    const total = logSum(open.map(([, logit]) => logit));
    // continuations by their first word: the model decides on words, and a word is one token or few
    const groups = new Map<string, number[]>();
    for (const [spelled, logit] of open) {
      const piece = bias.choices.nextPiece(spelled.slice(written.length));
      groups.set(piece, [...(groups.get(piece) ?? []), logit]);
    }
    return new Map([...groups].map(([piece, logits]) => [piece, logSum(logits) - total]));
  };
}

/** The log-probability that retrieval gives to all the steps of an answer together: the sum of what {@link logitBias} adds. */
export function retrievalLogProb(bias: BiasContext, answer: string): number {
  let sum = 0;
  for (const choice of bias.choices.all(answer)) {
    const logits = stepLogits(bias, choice);
    const chosen = logits.find(([spelled]) => choice.written.startsWith(spelled));
    if (chosen) sum += chosen[1] - logSum(logits.map(([, logit]) => logit));
  }
  return sum;
}

const logSum = (values: readonly number[]): number => {
  const max = Math.max(...values);
  return max + Math.log(values.reduce((sum, value) => sum + Math.exp(value - max), 0));
};
