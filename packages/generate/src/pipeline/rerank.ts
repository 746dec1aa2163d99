import { Random } from "@flowright/workflow/core";
import type { GenerateContext } from "./context.js";
import { type Draft, draftOutline } from "./draft.js";
import { biasContext, retrievalLogProb } from "./retrieval-bias.js";

/**
 * From this probability of the model on the first draft stands: no other text can be more probable. Over steps that the
 * weights do not know, where retrieval counts too, another one could still rank higher; it is not looked for, to save time.
 */
const RERANK_THRESHOLD = 0.5;
/** Drafts are drawn at one of these temperatures in turn: near the first one, and farther away. */
const TEMPERATURES = [0.5, 0.8];
const TOP_P = 0.95;

/** This share of the other drafts is not drawn: it has the most probable tokens after the candidates in another order. */
const PERMUTED_SHARE = 2 / 7;

/** The same candidates, triggers first, in an order that `seed` gives. */
function permuteCandidates(context: GenerateContext, seed: number): GenerateContext {
  const { codec, plan } = context;
  const all = new Random(seed).shuffle(plan.candidates);
  const kind = (name: "trigger" | "action") => all.filter((step) => step.kind === name);
  return { ...context, plan: codec.reorder(plan, [...kind("trigger"), ...kind("action")]) };
}

/** Writes a draft and drops its events. */
async function collectDraft(context: GenerateContext, n: number, others: number): Promise<Draft> {
  const drawn = n < others - Math.floor(others * PERMUTED_SHARE);
  const temperature = drawn ? TEMPERATURES[n % TEMPERATURES.length]! : 0;
  const events = draftOutline(drawn ? context : permuteCandidates(context, n), {
    temperature,
    seed: n + 1,
    topP: TOP_P,
  });
  for (;;) {
    const next = await events.next();
    if (next.done) return next.value;
  }
}

/** The model's own log-probability of each draft after the prompt of the first; minus infinity for one that broke off. */
async function logProbs({ options }: GenerateContext, drafts: readonly Draft[]): Promise<number[]> {
  const { model, signal } = options;
  const { prompt } = drafts[0]!;
  const known = new Map<string, Promise<number>>();
  const logProb = ({ answer, issues }: Draft): Promise<number> => {
    if (issues.length) return Promise.resolve(Number.NEGATIVE_INFINITY);
    const found = known.get(answer) ?? model.logProb!({ prompt, answer, ...(signal ? { signal } : {}) });
    known.set(answer, found);
    return found;
  };
  return Promise.all(drafts.map(logProb));
}

/**
 * Whether the weights were trained on all the candidates: then the model alone ranks drafts better. (FlowSim on gold/dev
 * .904 instead of .894; on 242 pairs over small catalogues it had not seen .722 instead of .732.)
 */
const isFamiliar = ({ plan, options }: GenerateContext): boolean => {
  const trained = options.model.metadata?.trainedSteps;
  return trained !== undefined && plan.candidates.every(({ id }) => trained.has(id));
};

/**
 * The most probable of several drafts, and its probability; undefined where the model cannot tell. Taking the most probable
 * token each time, bound to a grammar and with a retrieval bias, does not lead to the outline that is most probable as a
 * whole: where the first one is below the threshold, others are made, always the same ones, and the model ranks all; over
 * steps that it was not trained on, times the retrieval probability of the steps that they chose, the product that they
 * were written under. (A cheap search for the mode in the place of a beam, which would need copies of the model's state.)
 * @param numDrafts How many drafts in all, the first one included.
 */
export async function rerankDrafts(
  first: Draft,
  context: GenerateContext,
  numDrafts: number,
): Promise<{ draft: Draft; probability: number | undefined }> {
  if (!context.options.model.logProb) return { draft: first, probability: undefined };
  const [firstLogProb = 0] = await logProbs(context, [first]);
  const probability = Math.exp(firstLogProb);
  if (probability >= RERANK_THRESHOLD || numDrafts < 2) return { draft: first, probability };
  const others = await Promise.all(
    Array.from({ length: numDrafts - 1 }, (_, n) => collectDraft(context, n, numDrafts - 1)),
  );
  const all = [first, ...others];
  const found = await logProbs(context, all);
  const bias = isFamiliar(context) ? undefined : biasContext(context);
  const ranks = found.map((logProb, i) => logProb + (bias ? retrievalLogProb(bias, all[i]!.answer) : 0));
  // the first of those that are equal: the first draft itself, if it is among them
  const best = ranks.indexOf(Math.max(...ranks));
  return { draft: all[best]!, probability: Math.exp(found[best]!) };
}
