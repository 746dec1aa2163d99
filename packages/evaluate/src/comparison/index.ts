export { type Billing, billingOf, costOf, type WorkflowUsage } from "./billing.js";
export type { BreakEven } from "./break-even.js";
export { type Comparison, compareRuns } from "./compare-runs.js";
export { COMPARED_SCORES, type ComparedRun, type ComparedScore } from "./compared-run.js";
export type { Disagreement } from "./disagreements.js";
export type { ModelResult } from "./model-result.js";
export type { PairwiseComparison } from "./pairwise.js";
export { type PriceTable, readPrices } from "./prices.js";
