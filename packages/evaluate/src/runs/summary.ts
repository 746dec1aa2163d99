import { FIELD_KINDS, type FieldAccuracy, type WorkflowScores } from "../metrics/index.js";
import { bootstrapMean, type Estimate, passHat, quantile } from "../statistics/index.js";
import type { CaseResult } from "./case-result.js";
import { type ErrorCounts, errorCounts, type WorstCase, worstCases } from "./error-analysis.js";
import { type FeatureGroup, featureGroups } from "./feature-groups.js";
import { type LostByStage, lostByStage } from "./lost-by-stage.js";

/** A run in numbers. Every mean is over cases that were scored or that the model failed on (these score 0). */
export interface RunSummary {
  cases: number;
  /** Runs of each case. */
  runs: number;
  scored: number;
  modelFailed: number;
  harnessErrors: number;
  skipped: number;
  /** Share of cases with an exact outline: the same tree of step ids. */
  exact: Estimate;
  /** Share of cases with an exact outline and equal inputs and conditions. */
  exactWithInputs: Estimate;
  flowSim: Estimate;
  flowSimWithInputs: Estimate;
  treeBleu: Estimate;
  triggerMatch: Estimate;
  valid: Estimate;
  /** Totals over all results. */
  inventedSteps: number;
  inventedInputs: number;
  inventedArtifacts: number;
  /** pass^k by k from 1; empty for a single run. */
  passHat: { exact: Estimate[]; exactWithInputs: Estimate[] };
  /** Recall of candidates, whatever their number (15 by default). Cases without a wanted action are left out. */
  recallAt15: Estimate;
  /** Token F1 of annotations. */
  annotations: Estimate;
  /** Shares from 0 to 1; null where there is nothing to divide by. */
  placeholders: { precision: number | null; recall: number | null; wanted: number };
  fields: FieldAccuracy;
  /** Seconds for a workflow; NaN where no case has them. */
  seconds: { p50: number; p95: number };
  lostIn: LostByStage;
  features: Record<string, FeatureGroup>;
  errors: ErrorCounts;
  worst: WorstCase[];
}

type Pick = (scores: WorkflowScores) => number;

/** By case, the given score of each of its runs. */
function scoresByCase(results: readonly CaseResult[]): (pick: Pick) => number[][] {
  const cases = new Map<string, CaseResult[]>();
  for (const result of results) cases.set(result.id, [...(cases.get(result.id) ?? []), result]);
  return (pick) => [...cases.values()].map((own) => own.map(({ scores }) => (scores ? pick(scores) : 0)));
}

/** @param skipped cases of the set that were not run. Default 0. */
export function summarize(results: readonly CaseResult[], skipped = 0): RunSummary {
  const counted = results.filter((result) => result.state !== "harness_error");
  const byCase = scoresByCase(counted);
  const runs = Math.max(1, ...byCase(() => 0).map((own) => own.length));
  // The interval is over cases: runs of one case are not independent.
  const estimate = (pick: Pick) =>
    bootstrapMean(byCase(pick).map((own) => own.reduce((sum, value) => sum + value, 0) / own.length));
  const pass = (pick: Pick) =>
    runs > 1 ? passHat(byCase(pick).map((own) => own.map((value) => value === 1))) : [];
  const scores = counted.flatMap((result) => result.scores ?? []);
  const total = (pick: Pick) => scores.reduce((sum, one) => sum + pick(one), 0);
  const [got, wanted, right] = (["got", "wanted", "right"] as const).map((key) =>
    total((one) => one.placeholders[key]),
  ) as [number, number, number];
  const seconds = counted.flatMap((result) => result.seconds ?? []);
  return {
    cases: new Set(results.map(({ id }) => id)).size,
    runs,
    scored: scores.length,
    modelFailed: counted.length - scores.length,
    harnessErrors: results.length - counted.length,
    skipped,
    exact: estimate((one) => one.outline),
    exactWithInputs: estimate((one) => one.exact),
    flowSim: estimate((one) => one.flowSim),
    flowSimWithInputs: estimate((one) => one.flowSimWithInputs),
    treeBleu: estimate((one) => one.treeBleu),
    triggerMatch: estimate((one) => one.triggerMatch),
    valid: estimate((one) => one.valid),
    inventedSteps: total((one) => one.inventedSteps),
    inventedInputs: total((one) => one.inventedInputs),
    inventedArtifacts: total((one) => one.inventedArtifacts ?? 0),
    passHat: { exact: pass((one) => one.outline), exactWithInputs: pass((one) => one.exact) },
    recallAt15: bootstrapMean(counted.flatMap((result) => result.recall ?? [])),
    annotations: bootstrapMean(scores.flatMap((one) => one.annotations ?? [])),
    placeholders: {
      precision: got ? right / got : null,
      recall: wanted ? right / wanted : null,
      wanted,
    },
    fields: Object.fromEntries(
      FIELD_KINDS.map((kind) => [
        kind,
        { right: total((one) => one.fields[kind].right), total: total((one) => one.fields[kind].total) },
      ]),
    ) as FieldAccuracy,
    seconds: { p50: quantile(seconds, 0.5), p95: quantile(seconds, 0.95) },
    lostIn: lostByStage(counted),
    features: featureGroups(counted),
    errors: errorCounts(counted),
    worst: worstCases(counted),
  };
}
