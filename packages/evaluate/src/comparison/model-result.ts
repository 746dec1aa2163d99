import { type CaseResult, type RunManifest, type RunSummary, summarize } from "../runs/index.js";
import { mean, quantile } from "../statistics/index.js";
import { type Billing, billingOf, costOf } from "./billing.js";
import type { ComparedRun } from "./compared-run.js";
import type { PriceTable } from "./prices.js";

/** A model in the comparison. Means are over the cases for which every model has a result. */
export interface ModelResult {
  name: string;
  manifest: RunManifest;
  summary: RunSummary;
  /** Number of its cases that are left out because another model has no result for them. */
  excludedCases: number;
  /** Milliseconds to the first node of the outline, median; NaN where unknown. */
  firstNode: { p50: number };
  /** Means for one workflow. */
  tokens: { prompt: number; cached: number; answer: number; calls: number };
  /** Cost of a thousand workflows in the currency of the price table; NaN where unknown. */
  costPerThousand: number;
  billing: Billing["by"];
  /** Cost of training in that currency; undefined where the price table has none. */
  trainingCost?: number;
}

function firstNodeMs(results: readonly CaseResult[]): number {
  // A recording without times has no times of nodes either.
  if (!results.some(({ seconds }) => seconds !== null)) return Number.NaN;
  return quantile(
    results.flatMap(({ stats }) => stats?.firstNodeMs ?? []),
    0.5,
  );
}

/** @throws {FlowrightError} PRICE_MISSING */
export function modelResult(run: ComparedRun, common: ReadonlySet<string>, prices: PriceTable): ModelResult {
  const { name, manifest } = run;
  const results = run.results.filter(({ id, state }) => common.has(id) && state !== "harness_error");
  const stats = results.flatMap((result) => result.stats ?? []);
  const meanOf = (pick: (one: (typeof stats)[number]) => number) => mean(stats.map(pick));
  const billing = billingOf(manifest.model, prices);
  const costs = results.flatMap(({ stats: usage, seconds }) =>
    usage ? [costOf({ ...usage, seconds }, billing)] : [],
  );
  const training = prices.training[manifest.model];
  return {
    name,
    manifest,
    summary: summarize(results),
    excludedCases: new Set(run.results.map(({ id }) => id)).size - common.size,
    firstNode: { p50: firstNodeMs(results) },
    tokens: {
      prompt: meanOf((one) => one.promptTokens),
      cached: meanOf((one) => one.cachedTokens),
      answer: meanOf((one) => one.answerTokens),
      calls: meanOf((one) => one.calls),
    },
    costPerThousand: costs.length ? mean(costs) * 1000 : Number.NaN,
    billing: billing.by,
    ...(training ? { trainingCost: training.machineHours * prices.machineHour.price } : {}),
  };
}
