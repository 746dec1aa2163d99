export { bootstrapMean, type Estimate } from "./bootstrap.js";
export { mean, quantile } from "./descriptive.js";
export { cohensD } from "./effect-size.js";
export { holmCorrection } from "./holm.js";
export { passHat } from "./pass-hat.js";
export { permutationTest } from "./permutation.js";
export { spearman } from "./rank-correlation.js";
