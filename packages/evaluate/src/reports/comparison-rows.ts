import type { ComparedScore, Comparison, ModelResult, PairwiseComparison } from "../comparison/index.js";
import type { Estimate } from "../statistics/index.js";
import { percent } from "./html.js";

const SIGNIFICANCE_LEVEL = 0.05;

/** The scores of a model with their names, in the order of the report. */
export const SCORES: readonly [name: string, (model: ModelResult) => Estimate][] = [
  ["FlowSim, outline", ({ summary }) => summary.flowSim],
  ["FlowSim, with inputs", ({ summary }) => summary.flowSimWithInputs],
  ["exact outline", ({ summary }) => summary.exact],
  ["exact, with inputs", ({ summary }) => summary.exactWithInputs],
  ["trigger match", ({ summary }) => summary.triggerMatch],
  ["TreeBLEU", ({ summary }) => summary.treeBleu],
  ["annotation F1", ({ summary }) => summary.annotations],
  ["valid", ({ summary }) => summary.valid],
];

const SCORE_NAMES: Readonly<Record<ComparedScore, string>> = {
  flowSim: "FlowSim, outline",
  flowSimWithInputs: "FlowSim, with inputs",
  outline: "exact outline",
  exact: "exact, with inputs",
  triggerMatch: "trigger match",
  valid: "valid",
};

const numberText = (value: number, digits: number, unit = ""): string =>
  Number.isFinite(value) ? `${value.toFixed(digits)}${unit}` : "unknown";

const pText = (p: number): string => (p < 0.001 ? "< 0.001" : p.toFixed(3));

const shareText = (value: number | null): string => (value === null ? "–" : percent(value));

export const estimateText = ({ mean, low, high }: Estimate): string =>
  Number.isFinite(mean) ? `${mean.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]` : "–";

export const isSignificant = ({ adjustedP }: PairwiseComparison): boolean => adjustedP < SIGNIFICANCE_LEVEL;

export const VALIDITY_HEAD = [
  "model",
  "valid",
  "model failures",
  "invented steps",
  "invented inputs",
  "invented artifacts",
  "placeholder recall",
  "placeholder precision",
];
export const validityRow = ({ name, summary }: ModelResult): string[] => [
  name,
  percent(summary.valid.mean),
  String(summary.modelFailed),
  String(summary.inventedSteps),
  String(summary.inventedInputs),
  String(summary.inventedArtifacts),
  shareText(summary.placeholders.recall),
  shareText(summary.placeholders.precision),
];

export const costHead = (currency: string): string[] => [
  "model",
  "time to first node, median",
  "total time, median",
  "total time, 95th percentile",
  "model calls",
  "prompt tokens",
  "cached prompt tokens",
  "answer tokens",
  `${currency} per 1,000 workflows`,
];

export const medianText = ({ summary }: ModelResult): string => numberText(summary.seconds.p50, 2, " s");

export const costText = ({ costPerThousand, billing }: ModelResult): string =>
  `${numberText(costPerThousand, costPerThousand < 1 ? 4 : 2)}${billing === "machine" ? " (machine time)" : ""}`;

export const costRow = (model: ModelResult): string[] => [
  model.name,
  numberText(model.firstNode.p50, 0, " ms"),
  medianText(model),
  numberText(model.summary.seconds.p95, 2, " s"),
  numberText(model.tokens.calls, 1),
  numberText(model.tokens.prompt, 0),
  numberText(model.tokens.cached, 0),
  numberText(model.tokens.answer, 0),
  costText(model),
];

export const PAIRWISE_HEAD = [
  "models",
  "score",
  "difference",
  "p",
  "p (Holm)",
  "effect size (d)",
  "conclusion",
];
export const pairwiseRow = (pair: PairwiseComparison): string[] => [
  `${pair.a} − ${pair.b}`,
  SCORE_NAMES[pair.score],
  estimateText(pair.difference),
  pText(pair.p),
  pText(pair.adjustedP),
  Number.isFinite(pair.effectSize) ? pair.effectSize.toFixed(2) : "–",
  isSignificant(pair)
    ? `${pair.difference.mean > 0 ? pair.a : pair.b} is better`
    : "no significant difference",
];

/** One sentence: which model is best, and whether the difference to the next is significant. */
export function conclusion({ models, pairwise, cases }: Comparison): string {
  const meanOf = ({ summary }: ModelResult) => summary.flowSimWithInputs.mean;
  const [best, next] = [...models].sort((a, b) => meanOf(b) - meanOf(a)) as [ModelResult, ModelResult];
  const pair = pairwise.find(
    ({ a, b, score }) =>
      score === "flowSimWithInputs" && [a, b].includes(best.name) && [a, b].includes(next.name),
  );
  const significance =
    pair && isSignificant(pair) ? "the difference is significant" : "the difference may be chance";
  return `Best by FlowSim with inputs over ${cases} cases: ${best.name} (${meanOf(best).toFixed(3)}), then ${next.name} (${meanOf(next).toFixed(3)}); ${significance}.`;
}

export const breakEvenTexts = ({ breakEven, models, currency }: Comparison): string[] =>
  breakEven.map(({ trained, other, workflows }) => {
    const { trainingCost = 0 } = models.find(({ name }) => name === trained)!;
    const spent = `Training ${trained} cost ${trainingCost.toFixed(2)} ${currency} of machine time (making the data is not counted)`;
    return Number.isFinite(workflows)
      ? `${spent}: saved again against ${other} after ${Math.ceil(workflows).toLocaleString("en")} workflows.`
      : `${spent}: never saved against ${other}, which costs no more to run.`;
  });
