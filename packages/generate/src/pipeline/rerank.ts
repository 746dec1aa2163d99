import type { StepDefinition } from "@flowright/workflow/catalog";
import { Random } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import { type Draft, type Drafting, draftOutline, sayOf } from "./draft.js";
import { agreement } from "./retrieval-bias.js";

/**
 * From this probability of the model on the first draft stands: no other text can be more probable. Over steps that the
 * weights do not know, where retrieval counts too, another one could still rank higher; it is not looked for, to save time.
 */
const RERANK_THRESHOLD = 0.5;
/** Drafts are drawn at one of these temperatures in turn: near the first one, and farther away. */
const TEMPERATURES = [0.5, 0.8];
const TOP_P = 0.95;

/** This share of the others is not drawn: it is the likeliest tokens after the candidates in another order. */
const REORDERED = 2 / 7;

/** The same candidates, triggers first, in an order that `seed` gives. */
function permuteCandidates(drafting: Drafting, seed: number): Drafting {
  const rng = new Random(seed);
  const all = rng.shuffle(drafting.candidates);
  const kind = (name: "trigger" | "action") => all.filter((step) => step.kind === name);
  return { ...drafting, candidates: [...kind("trigger"), ...kind("action")] };
}

/** A draft without anybody watching. */
async function collectDraft(drafting: Drafting, n: number, others: number): Promise<Draft> {
  const drawn = n < others - Math.floor(others * REORDERED);
  const temperature = drawn ? TEMPERATURES[n % TEMPERATURES.length]! : 0;
  const events = draftOutline(drawn ? drafting : permuteCandidates(drafting, n), {
    temperature,
    seed: n + 1,
    topP: TOP_P,
  });
  for (;;) {
    const next = await events.next();
    if (next.done) return next.value;
  }
}

/**
 * How likely the model by itself finds each draft after the prompt of the first: one that broke off is not likely at
 * all.
 */
async function scores({ options }: Drafting, drafts: readonly Draft[]): Promise<number[]> {
  const { model, signal } = options;
  const { prompt } = drafts[0]!;
  const known = new Map<string, Promise<number>>();
  const score = ({ answer, issues }: Draft): Promise<number> => {
    if (issues.length) return Promise.resolve(Number.NEGATIVE_INFINITY);
    const scored = known.get(answer) ?? model.score!({ prompt, answer, ...(signal ? { signal } : {}) });
    known.set(answer, scored);
    return scored;
  };
  return Promise.all(drafts.map(score));
}

/**
 * Steps of the core catalogue, which the weights have seen in training: there the model alone chooses better. (FlowSim on
 * gold/dev .904 instead of .894; on 242 pairs over small catalogues it had not seen .722 instead of .732.)
 */
const isFamiliar = (candidates: readonly StepDefinition[]): boolean =>
  candidates.every(({ id }) => coreCatalog().get(id) !== undefined);

/**
 * The likeliest of several drafts, and its probability; undefined where the model cannot tell. Taking the likeliest token
 * each time, bound to a grammar and with retrieval's say, does not lead to the outline that the model finds likeliest:
 * where it is not sure of the first one, others are made, always the same ones, and all are scored by the model; over steps that
 * it was not trained on, times what retrieval thinks of those that they chose, the product that they were written under.
 * (A cheap search for the mode in the place of a beam, which would need copies of the model's state.)
 * @param most How many drafts in all, the first one included.
 */
export async function rerankDrafts(
  first: Draft,
  drafting: Drafting,
  most: number,
): Promise<{ draft: Draft; probability: number | undefined }> {
  if (!drafting.options.model.score) return { draft: first, probability: undefined };
  const [sure = 0] = await scores(drafting, [first]);
  if (Math.exp(sure) >= RERANK_THRESHOLD || most < 2) return { draft: first, probability: Math.exp(sure) };
  const others = await Promise.all(
    Array.from({ length: most - 1 }, (_, n) => collectDraft(drafting, n, most - 1)),
  );
  const all = [first, ...others];
  const found = await scores(drafting, all);
  const say = isFamiliar(drafting.candidates) ? undefined : sayOf(drafting);
  const agrees = say ? agreement(...say) : () => 0;
  const products = found.map((score, i) => score + agrees(all[i]!.answer));
  // the first of those that are equal: the first draft itself, if it is among them
  const best = products.indexOf(Math.max(...products));
  return { draft: all[best]!, probability: Math.exp(found[best]!) };
}
