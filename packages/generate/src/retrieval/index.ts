export { stepText } from "./by-vector.js";
export { splitClauses } from "./clauses.js";
export { Dense, type DenseOptions, type Embedder } from "./dense.js";
export { ownEmbedder, ownIndex } from "./encoder.js";
export { type Hit, indexSteps, type StepIndex } from "./index-steps.js";
export {
  type Candidates,
  queriesOf,
  type RetrieveOptions,
  Retriever,
  retrieverOf,
  withMore,
} from "./retrieve.js";
export { SimilarTexts } from "./similar.js";
