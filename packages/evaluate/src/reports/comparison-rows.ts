import type { ComparedScore, Comparison, Estimate, ModelResult, PairwiseComparison } from "../runs/index.js";
import { percent } from "./html.js";

/** What is told of every model, for the page and for the text alike. */
export const SCORES: readonly [name: string, (one: ModelResult) => Estimate][] = [
  ["FlowSim, outline", ({ summary }) => summary.flowSim],
  ["FlowSim, with inputs", ({ summary }) => summary.flowSimWithInputs],
  ["exact outline", ({ summary }) => summary.exact],
  ["exact, with inputs", ({ summary }) => summary.exactWithInputs],
  ["trigger match", ({ summary }) => summary.triggerMatch],
  ["TreeBLEU", ({ summary }) => summary.treeBleu],
  ["annotation F1", ({ summary }) => summary.annotations],
  ["valid", ({ summary }) => summary.valid],
];

export const NAMES: Readonly<Record<ComparedScore, string>> = {
  flowSim: "FlowSim, outline",
  flowSimWithInputs: "FlowSim, with inputs",
  outline: "exact outline",
  exact: "exact, with inputs",
  triggerMatch: "trigger match",
  valid: "valid",
};

const number = (value: number, digits: number, unit = ""): string =>
  Number.isFinite(value) ? `${value.toFixed(digits)}${unit}` : "unknown";

export const three = ({ mean, low, high }: Estimate): string =>
  Number.isFinite(mean) ? `${mean.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]` : "–";

export const FAULTS_HEAD = [
  "model",
  "valid",
  "model failures",
  "invented steps",
  "invented inputs",
  "invented artifacts",
  "placeholders found",
  "placeholders right",
];
export const faults = ({ name, summary }: ModelResult): string[] => [
  name,
  percent(summary.valid.mean),
  String(summary.modelFailed),
  String(summary.inventedSteps),
  String(summary.inventedInputs),
  String(summary.inventedArtifacts),
  summary.placeholders.recall === null ? "–" : percent(summary.placeholders.recall),
  summary.placeholders.precision === null ? "–" : percent(summary.placeholders.precision),
];

export const workHead = (currency: string): string[] => [
  "model",
  "first node, median",
  "whole, median",
  "whole, 95th percentile",
  "calls",
  "prompt tokens",
  "of these cached",
  "answer tokens",
  `${currency} for 1,000`,
];
export const work = ({
  name,
  firstNode,
  summary,
  tokens,
  costPerThousand,
  billing,
}: ModelResult): string[] => [
  name,
  number(firstNode.p50, 0, " ms"),
  number(summary.seconds.p50, 2, " s"),
  number(summary.seconds.p95, 2, " s"),
  number(tokens.calls, 1),
  number(tokens.prompt, 0),
  number(tokens.cached, 0),
  number(tokens.answer, 0),
  `${number(costPerThousand, costPerThousand < 1 ? 4 : 2)}${billing === "machine" ? " (machine time)" : ""}`,
];

export const DUELS_HEAD = ["models", "score", "difference", "p", "corrected", "effect (d)", "verdict"];
export function duel({ a, b, score, difference, p, adjustedP, effectSize }: PairwiseComparison): string[] {
  const sure = adjustedP < 0.05;
  return [
    `${a} − ${b}`,
    NAMES[score],
    three(difference),
    p < 0.001 ? "< 0.001" : p.toFixed(3),
    adjustedP < 0.001 ? "< 0.001" : adjustedP.toFixed(3),
    Number.isFinite(effectSize) ? effectSize.toFixed(2) : "–",
    sure ? `${difference.mean > 0 ? a : b} is better` : "not to be told apart",
  ];
}

/** One sentence on who is best and whether that is sure. */
export function verdict({ models, pairwise, cases }: Comparison): string {
  const ranked = [...models].sort(
    (a, b) => b.summary.flowSimWithInputs.mean - a.summary.flowSimWithInputs.mean,
  );
  const [best, next] = ranked;
  const between = pairwise.find(
    ({ a, b, score }) =>
      score === "flowSimWithInputs" && [a, b].includes(best!.name) && [a, b].includes(next!.name),
  );
  const sure =
    between && between.adjustedP < 0.05 ? "the difference is significant" : "the difference may be chance";
  return `Best by FlowSim with inputs over ${cases} cases: ${best!.name} (${best!.summary.flowSimWithInputs.mean.toFixed(3)}), then ${next!.name} (${next!.summary.flowSimWithInputs.mean.toFixed(3)}); ${sure}.`;
}

export const breakEven = ({ breakEven: all, models, currency }: Comparison): string[] =>
  all.map(({ trained, other, workflows }) => {
    const { trainingCost = 0 } = models.find(({ name }) => name === trained)!;
    const spent = `Training ${trained} took ${trainingCost.toFixed(2)} ${currency} of machine time (the hours of writing data not counted)`;
    return Number.isFinite(workflows)
      ? `${spent}: earned back against ${other} after ${Math.ceil(workflows).toLocaleString("en")} workflows.`
      : `${spent}: never earned back against ${other}, which is no dearer to run.`;
  });
