export { splitClauses } from "./clauses.js";
export { DenseIndex, type DenseIndexOptions, type Embedder } from "./dense-index.js";
export { ownEmbedder, ownIndex } from "./encoder.js";
export { appendMissing, LexicalRetriever, retrieverOf, searchQueries } from "./lexical-retriever.js";
export type { Candidates, RetrieveOptions, Retriever, ScoreCandidates } from "./retriever.js";
export { SimilarTexts } from "./similar-texts.js";
export { type Hit, indexSteps, type StepIndex } from "./step-index.js";
export { stepText } from "./vector-index.js";
