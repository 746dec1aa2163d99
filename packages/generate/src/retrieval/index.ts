export { stepText } from "./vector-index.js";
export { splitClauses } from "./clauses.js";
export { Dense, type DenseOptions, type Embedder } from "./dense-index.js";
export { ownEmbedder, ownIndex } from "./encoder.js";
export { type Hit, indexSteps, type StepIndex } from "./step-index.js";
export {
  type Candidates,
  queriesOf,
  type RetrieveOptions,
  Retriever,
  retrieverOf,
  withMore,
} from "./lexical-retriever.js";
export { SimilarTexts } from "./similar-texts.js";
