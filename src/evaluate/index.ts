export { type Estimate, estimate } from "./bootstrap.js";
export type { EvalCase, EvalSet } from "./case.js";
export { type EvaluateOptions, evaluate } from "./evaluate.js";
export { evaluateCase } from "./evaluate-case.js";
export { flowBenchCatalog, flowBenchSet } from "./flow-bench.js";
export { type GoldStatistics, goldSet, goldStatistics } from "./gold.js";
export type { CaseResult, CaseState } from "./result.js";
export { RunFolder, type RunManifest } from "./run-folder.js";
export { type RunSummary, summarize } from "./summary.js";
