export { type Estimate, estimate } from "./bootstrap.js";
export type { EvalCase, EvalSet } from "./case.js";
export {
  type BreakEven,
  COMPARED,
  type ComparedRun,
  type ComparedScore,
  type Comparison,
  type Contender,
  compareRuns,
  type Duel,
  type Parting,
} from "./compare.js";
export { type EvaluateOptions, evaluate } from "./evaluate.js";
export { evaluateCase } from "./evaluate-case.js";
export { flowBenchCatalog, flowBenchSet } from "./flow-bench.js";
export { type GoldStatistics, goldSet, goldStatistics } from "./gold.js";
export {
  type Agreement,
  agreement,
  judge,
  judgePrompt,
  RUBRIC_VERSION,
  spearman,
  type Verdict,
} from "./judge.js";
export { effectSize, holm, permutationTest } from "./permutation.js";
export { billingOf, costOf, type PriceTable, readPrices } from "./prices.js";
export type { CaseResult, CaseState } from "./result.js";
export { RunFolder, type RunManifest, readRun } from "./run-folder.js";
export { type RunSummary, summarize } from "./summary.js";
