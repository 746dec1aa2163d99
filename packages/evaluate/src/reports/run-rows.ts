import type { RunSummary } from "../runs/index.js";
import type { Estimate } from "../statistics/index.js";

/** The scores of a run with their names, in the order of the report. */
export const scoreRows = (summary: RunSummary): [name: string, Estimate][] => [
  ["FlowSim, outline", summary.flowSim],
  ["FlowSim, with inputs", summary.flowSimWithInputs],
  ["exact outline", summary.exact],
  ["exact, with inputs", summary.exactWithInputs],
  ["TreeBLEU", summary.treeBleu],
  ["trigger match", summary.triggerMatch],
  ["valid", summary.valid],
  ["candidate recall", summary.recallAt15],
  ["annotation F1", summary.annotations],
];

/** pass^k, where cases were run more than once. */
export const passRows = ({ passHat }: RunSummary): [name: string, Estimate][] => [
  ...passHat.exact.map((value, i): [string, Estimate] => [`exact outline, pass^${i + 1}`, value]),
  ...passHat.exactWithInputs.map((value, i): [string, Estimate] => [`exact, pass^${i + 1}`, value]),
];

export const casesText = (cases: number): string => `${cases} ${cases === 1 ? "case" : "cases"}`;

/** Numbers of cases and of runs. */
export const sizeText = (summary: RunSummary): string =>
  `${casesText(summary.cases)}${summary.runs > 1 ? `, ${summary.runs} runs of each` : ""}`;

export const inventedText = (summary: RunSummary): string =>
  `${summary.inventedSteps} steps, ${summary.inventedInputs} inputs, ${summary.inventedArtifacts} artifacts`;

export const secondsText = (seconds: number): string =>
  Number.isFinite(seconds) ? seconds.toFixed(2) : "unknown";

/** Kinds of errors, the most frequent first. */
export const errorRows = ({ errors }: RunSummary): [name: string, { count: number; cases: number }][] =>
  Object.entries(errors)
    .sort(([, a], [, b]) => b.count - a.count)
    .map(([kind, counts]) => [kind.replaceAll("_", " "), counts]);
