import { type EditKind, FIELD_KINDS, type FieldKind } from "../metrics/index.js";
import { type Estimate, bootstrapMean } from "../statistics/bootstrap.js";
import { passHat } from "../statistics/pass-hat.js";
import type { CaseResult } from "./result.js";

/** What is said about the scores of one group of cases. */
export interface Group {
  cases: number;
  flowSim: number;
  exact: number;
  /** Share of all lost outline score that these cases account for. */
  lost: number;
}

export interface Worst {
  id: string;
  request: string;
  flowSim: number;
  edits: string[];
}

/** A run in numbers. Every mean is over the cases that were scored or that the model failed on (these score 0). */
export interface RunSummary {
  cases: number;
  /** Runs of each case. */
  runs: number;
  scored: number;
  modelFailed: number;
  harnessErrors: number;
  skipped: number;
  /** Same tree of step ids. */
  exact: Estimate;
  /** Same tree with inputs and conditions. */
  exactWithInputs: Estimate;
  flowSim: Estimate;
  flowSimWithInputs: Estimate;
  treeBleu: Estimate;
  triggerMatch: Estimate;
  valid: Estimate;
  inventedSteps: number;
  inventedInputs: number;
  /** Share of the wanted actions among the candidates; cases without any are left out. */
  inventedArtifacts: number;
  /** The chance that k runs of a case are all right, by k from 1; empty for a single run. */
  passHat: { exact: Estimate[]; exactWithInputs: Estimate[] };
  recallAt15: Estimate;
  annotations: Estimate;
  placeholders: { precision: number | null; recall: number | null; wanted: number };
  fields: Record<FieldKind, { right: number; total: number }>;
  /** NaN where no case tells. */
  seconds: { p50: number; p95: number };
  /** Lost FlowSim with inputs by stage, in points of the mean: a case whose right step was no candidate lost it in retrieval. */
  lostIn: { retrieval: number; outline: number; inputs: number };
  features: Record<string, Group>;
  errors: Partial<Record<EditKind, { count: number; cases: number }>>;
  worst: Worst[];
}

export const quantile = (values: number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
};

export function summarize(results: readonly CaseResult[], skipped = 0): RunSummary {
  const counted = results.filter((result) => result.state !== "harness_error");
  const groups = new Map<string, CaseResult[]>();
  for (const result of counted) groups.set(result.id, [...(groups.get(result.id) ?? []), result]);
  const byCase = [...groups.values()];
  const runs = Math.max(1, ...byCase.map((own) => own.length));
  type Pick = (scores: NonNullable<CaseResult["scores"]>) => number;
  const picked = (own: CaseResult[], pick: Pick) => own.map(({ scores }) => (scores ? pick(scores) : 0));
  // Runs of one case are no cases of their own: the interval is over cases.
  const score = (pick: Pick) =>
    bootstrapMean(byCase.map((own) => picked(own, pick).reduce((sum, value) => sum + value, 0) / own.length));
  const pass = (pick: Pick) =>
    runs > 1 ? passHat(byCase.map((own) => picked(own, pick).map((value) => value === 1))) : [];
  const scores = counted.flatMap((result) => result.scores ?? []);
  const sum = (pick: (one: (typeof scores)[number]) => number) =>
    scores.reduce((all, one) => all + pick(one), 0);
  const [got, wanted, right] = (["got", "wanted", "right"] as const).map((key) =>
    sum((one) => one.placeholders[key]),
  );
  const lost = counted.map(({ scores: one }) => 1 - (one?.flowSim ?? 0));
  const lostAll = lost.reduce((all, one) => all + one, 0);
  const features: Record<string, Group> = {};
  for (const name of [...new Set(counted.flatMap((result) => result.features))].sort()) {
    const own = counted.filter((result) => result.features.includes(name));
    const mean = (pick: (one: NonNullable<CaseResult["scores"]>) => number) =>
      own.reduce((all, { scores: one }) => all + (one ? pick(one) : 0), 0) / own.length;
    const flowSim = mean((one) => one.flowSim);
    features[name] = {
      cases: new Set(own.map(({ id }) => id)).size,
      flowSim,
      exact: mean((one) => one.outline),
      lost: lostAll ? ((1 - flowSim) * own.length) / lostAll : 0,
    };
  }
  const errors: RunSummary["errors"] = {};
  for (const one of scores) {
    for (const { kind } of one.edits) {
      errors[kind] ??= { count: 0, cases: 0 };
      errors[kind].count++;
    }
    for (const kind of new Set(one.edits.map((edit) => edit.kind))) errors[kind]!.cases++;
  }
  const shown = new Set<string>();
  const seconds = counted.flatMap((result) => result.seconds ?? []);
  return {
    cases: new Set(results.map(({ id }) => id)).size,
    runs,
    scored: scores.length,
    modelFailed: counted.length - scores.length,
    harnessErrors: results.length - counted.length,
    skipped,
    exact: score((one) => one.outline),
    exactWithInputs: score((one) => one.exact),
    flowSim: score((one) => one.flowSim),
    flowSimWithInputs: score((one) => one.flowSimWithInputs),
    treeBleu: score((one) => one.treeBleu),
    triggerMatch: score((one) => one.triggerMatch),
    valid: score((one) => one.valid),
    inventedSteps: sum((one) => one.inventedSteps),
    inventedInputs: sum((one) => one.inventedInputs),
    inventedArtifacts: sum((one) => one.inventedArtifacts ?? 0),
    passHat: { exact: pass((one) => one.outline), exactWithInputs: pass((one) => one.exact) },
    recallAt15: bootstrapMean(counted.flatMap((result) => result.recall ?? [])),
    annotations: bootstrapMean(scores.flatMap((one) => one.annotations ?? [])),
    placeholders: {
      precision: got ? right! / got : null,
      recall: wanted ? right! / wanted : null,
      wanted: wanted!,
    },
    fields: Object.fromEntries(
      FIELD_KINDS.map((kind) => [
        kind,
        { right: sum((one) => one.fields[kind].right), total: sum((one) => one.fields[kind].total) },
      ]),
    ) as RunSummary["fields"],
    seconds: { p50: quantile(seconds, 0.5), p95: quantile(seconds, 0.95) },
    lostIn: stages(counted),
    features,
    errors,
    worst: counted
      .filter((result) => (result.scores?.flowSim ?? 0) < 1 || (result.scores?.edits.length ?? 0) > 0)
      .sort((a, b) => (a.scores?.flowSim ?? 0) - (b.scores?.flowSim ?? 0))
      // of several runs of a case the worst one
      .filter(({ id }) => !shown.has(id) && shown.add(id))
      .slice(0, 10)
      .map(({ id, request, scores: one, error }) => ({
        id,
        request,
        flowSim: one?.flowSim ?? 0,
        edits: one ? one.edits.map((edit) => edit.text) : [`no answer: ${error?.message ?? "?"}`],
      })),
  };
}

function stages(results: readonly CaseResult[]): RunSummary["lostIn"] {
  const lost = { retrieval: 0, outline: 0, inputs: 0 };
  for (const { scores, recall } of results) {
    const [outline, all] = [scores?.flowSim ?? 0, scores?.flowSimWithInputs ?? 0];
    lost[recall !== null && recall < 1 ? "retrieval" : "outline"] += Math.min(1 - outline, 1 - all);
    lost.inputs += Math.max(0, outline - all);
  }
  for (const stage of Object.keys(lost) as (keyof typeof lost)[]) lost[stage] /= results.length || 1;
  return lost;
}
