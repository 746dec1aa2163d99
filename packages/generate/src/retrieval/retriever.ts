import type { StepDefinition } from "@flowright/workflow/catalog";
import type { StepIndex } from "./step-index.js";

export interface RetrieveOptions {
  /** How many actions, before those that are always included. Default 15. */
  actions?: number;
  /** How many triggers, before those that are always included. Default 5. */
  triggers?: number;
  /** Offer a catalogue of up to 40 steps whole: first what was found, then the rest. Default false. */
  whole?: boolean;
  /** Searched beside the words: an index by meaning that answers the `searchQueries` of the request. Default: none. */
  denseIndex?: StepIndex;
}

/** The steps that a model may choose from. */
export interface Candidates {
  /** The best one first. */
  triggers: StepDefinition[];
  actions: StepDefinition[];
  /** The clauses that the request was split into; for reports. */
  clauses: string[];
}

/** Scores the candidates of a kind for a stretch of the request: 0 to 1, 1 for the best of them. */
export type ScoreCandidates = (
  words: string,
  candidates: readonly StepDefinition[],
  kind: StepDefinition["kind"],
) => Map<StepDefinition, number>;

/** Finds the steps of a catalogue that a request may be about. */
export interface Retriever {
  retrieve(request: string, options?: RetrieveOptions): Candidates | Promise<Candidates>;
  /**
   * Scores for the choice of each step while an outline is written, called once for each request and then for each choice,
   * so it must be fast. Left out: the model chooses without a bias.
   */
  scoreCandidates?(request: string): ScoreCandidates;
}
