export type { EvalCase, EvalSet } from "./eval-case.js";
export { featuresOf, RENAMED_FEATURES } from "./features.js";
export { flowBenchCatalog, flowBenchSet } from "./flow-bench.js";
export { goldSet } from "./gold.js";
export { type GoldStatistics, goldStatistics } from "./gold-statistics.js";
