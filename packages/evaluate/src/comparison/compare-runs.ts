import { FlowrightError } from "@flowright/workflow/core";
import type { CaseResult } from "../runs/result.js";
import type { RunManifest } from "../runs/run-folder.js";
import { quantile, type RunSummary, summarize } from "../runs/summary.js";
import { bootstrapMean, type Estimate, mean } from "../statistics/bootstrap.js";
import { cohensD, holmCorrection, permutationTest } from "../statistics/permutation.js";
import { type Billing, billingOf, costOf, type PriceTable } from "./prices.js";

/** A model's results on the set that all are compared on. */
export interface ComparedRun {
  name: string;
  manifest: RunManifest;
  results: readonly CaseResult[];
}

/** A model in the comparison. Means are over the cases that every model has a result for. */
export interface ModelResult {
  name: string;
  manifest: RunManifest;
  summary: RunSummary;
  /** Cases of its own that are left out because some model has no result for them. */
  excludedCases: number;
  /** Milliseconds; NaN where it is not known. */
  firstNode: { p50: number };
  tokens: { prompt: number; cached: number; answer: number; calls: number };
  /** What a thousand workflows cost; NaN where it is not known. */
  costPerThousand: number;
  billing: Billing["by"];
  /** What training it cost; undefined where the table does not say. */
  trainingCost?: number;
}

export const COMPARED_SCORES = [
  "flowSim",
  "flowSimWithInputs",
  "outline",
  "exact",
  "triggerMatch",
  "valid",
] as const;
export type ComparedScore = (typeof COMPARED_SCORES)[number];

/** One model against another on the same cases: `a − b`. */
export interface PairwiseComparison {
  a: string;
  b: string;
  score: ComparedScore;
  difference: Estimate;
  /** Of the permutation test. */
  p: number;
  /** Corrected for all duels on this score (Holm). */
  adjustedP: number;
  effectSize: number;
}

/** A case on which the models are far apart. */
export interface Disagreement {
  id: string;
  request: string;
  spread: number;
  answers: { name: string; result: CaseResult }[];
}

/** How many workflows it takes until a trained model has earned its training back against another one. */
export interface BreakEven {
  trained: string;
  other: string;
  /** Infinity where the other one is no dearer. */
  workflows: number;
}

export interface Comparison {
  set: string;
  cases: number;
  currency: string;
  models: ModelResult[];
  pairwise: PairwiseComparison[];
  disagreements: Disagreement[];
  breakEven: BreakEven[];
}

const scoreOf = (result: CaseResult, score: ComparedScore): number => result.scores?.[score] ?? 0;

/** Means of a case over its runs, by case. */
function byCase(results: readonly CaseResult[], score: ComparedScore): Map<string, number> {
  const values = new Map<string, number[]>();
  for (const result of results)
    values.set(result.id, [...(values.get(result.id) ?? []), scoreOf(result, score)]);
  return new Map([...values].map(([id, own]) => [id, mean(own)]));
}

function contender(run: ComparedRun, common: ReadonlySet<string>, prices: PriceTable): ModelResult {
  const { name, manifest } = run;
  const own = run.results.filter(({ id, state }) => common.has(id) && state !== "harness_error");
  const stats = own.flatMap((result) => result.stats ?? []);
  const per = (pick: (one: (typeof stats)[number]) => number) => mean(stats.map(pick));
  const billing = billingOf(manifest.model, prices);
  const costs = own.flatMap(({ stats: used, seconds }) =>
    used ? [costOf({ ...used, seconds }, billing)] : [],
  );
  const training = prices.training[manifest.model];
  const timed = own.some(({ seconds }) => seconds !== null);
  return {
    name,
    manifest,
    summary: summarize(own),
    excludedCases: new Set(run.results.map(({ id }) => id)).size - common.size,
    firstNode: {
      p50: timed
        ? quantile(
            stats.flatMap(({ firstNodeMs }) => firstNodeMs ?? []),
            0.5,
          )
        : Number.NaN,
    },
    tokens: {
      prompt: per((one) => one.promptTokens),
      cached: per((one) => one.cachedTokens),
      answer: per((one) => one.answerTokens),
      calls: per((one) => one.calls),
    },
    costPerThousand: costs.length ? mean(costs) * 1000 : Number.NaN,
    billing: billing.by,
    ...(training ? { trainingCost: training.machineHours * prices.machineHour.price } : {}),
  };
}

function duelsOf(runs: readonly ComparedRun[], common: readonly string[]): PairwiseComparison[] {
  const pairs = runs.flatMap((a, i) => runs.slice(i + 1).map((b) => [a, b] as const));
  return COMPARED_SCORES.flatMap((score) => {
    const values = new Map(runs.map((run) => [run, byCase(run.results, score)]));
    const duels = pairs.map(([a, b]): PairwiseComparison => {
      const differences = common.map((id) => values.get(a)!.get(id)! - values.get(b)!.get(id)!);
      return {
        a: a.name,
        b: b.name,
        score,
        difference: bootstrapMean(differences),
        p: permutationTest(differences),
        adjustedP: Number.NaN,
        effectSize: cohensD(differences),
      };
    });
    const corrected = holmCorrection(duels.map(({ p }) => p));
    return duels.map((duel, i) => ({ ...duel, corrected: corrected[i]! }));
  });
}

function partingsOf(runs: readonly ComparedRun[], common: readonly string[], most: number): Disagreement[] {
  const partings = common.map((id): Disagreement => {
    const answers = runs.map(({ name, results }) => ({
      name,
      result: results.find((one) => one.id === id)!,
    }));
    const values = answers.map(({ result }) => scoreOf(result, "flowSimWithInputs"));
    return {
      id,
      request: answers[0]!.result.request,
      spread: Math.max(...values) - Math.min(...values),
      answers,
    };
  });
  return partings.sort((a, b) => b.spread - a.spread).slice(0, most);
}

function breakEvenOf(contenders: readonly ModelResult[]): BreakEven[] {
  return contenders.flatMap((own) =>
    own.trainingCost === undefined
      ? []
      : contenders
          .filter((other) => other.billing === "tokens" && Number.isFinite(other.costPerThousand))
          .map((other): BreakEven => {
            const saved = (other.costPerThousand - own.costPerThousand) / 1000;
            return {
              trained: own.name,
              other: other.name,
              workflows: saved > 0 ? own.trainingCost! / saved : Number.POSITIVE_INFINITY,
            };
          }),
  );
}

/**
 * Compares models on the cases that all of them have a result for.
 * @param partings How many cases to show on which they differ most. Default 12.
 * @throws {FlowrightError} RUN_FOREIGN where the runs are over different sets, PRICE_MISSING
 */
export function compareRuns(runs: readonly ComparedRun[], prices: PriceTable, partings = 12): Comparison {
  const [first] = runs;
  if (!first || runs.length < 2) throw new FlowrightError("USAGE", "a comparison needs two models or more");
  const other = runs.find(({ manifest }) => manifest.setHash !== first.manifest.setHash);
  if (other)
    throw new FlowrightError(
      "RUN_FOREIGN",
      `${other.name} was run on ${other.manifest.set}, not on ${first.manifest.set} as it is now`,
      {
        hint: "Only runs over the very same cases can be compared.",
      },
    );
  const known = runs.map(
    ({ results }) => new Set(results.filter(({ state }) => state !== "harness_error").map(({ id }) => id)),
  );
  const common = [...known[0]!].filter((id) => known.every((ids) => ids.has(id)));
  if (!common.length)
    throw new FlowrightError("RUN_FOREIGN", "there is no case that every model has a result for", {
      hint: "Start the same command again to finish what is open.",
    });
  const kept = new Set(common);
  const contenders = runs.map((run) => contender(run, kept, prices));
  return {
    set: first.manifest.set,
    cases: common.length,
    currency: prices.currency,
    models: contenders,
    pairwise: duelsOf(runs, common),
    disagreements: partingsOf(runs, common, partings),
    breakEven: breakEvenOf(contenders),
  };
}
