export { splitClauses } from "./clauses.js";
export { type Hit, indexSteps, type StepIndex } from "./index-steps.js";
export { type Candidates, type RetrieveOptions, Retriever, retrieverOf } from "./retrieve.js";
export { SimilarTexts } from "./similar.js";
