import type {
  Inputs,
  Missing,
  PlaceholderTrigger,
  Step,
  Trigger,
  ValidationIssue,
  Workflow,
} from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import type { Codec, Form, PromptExample, PromptPart } from "../codec/index.js";
import type { LanguageModel, ModelUsage } from "../model/index.js";
import type { DenseIndex, Retriever, SimilarTexts } from "../retrieval/index.js";

/** Finds requests like a given one, with right answers. `SimilarTexts` is one. */
export type ExamplePool = Pick<SimilarTexts<PromptExample>, "find">;

export interface ExampleOptions {
  /** How many to show, the most similar ones of the pool. */
  count: number;
  pool: ExamplePool;
}

export interface GenerateOptions {
  model: LanguageModel;
  catalog: Catalog;
  /** How the model sees a workflow. Default: `compact` where the model's capabilities say so, else `json`. */
  codec?: "compact" | "json" | Codec;
  /** Default: one for the catalogue that searches by words, made at its first use and kept. */
  retriever?: Retriever;
  /** Searches by meaning too, with an embedding model. Default: by words alone. */
  denseIndex?: DenseIndex;
  /** Actions among the candidates, before those that are always included; 1 or more. Default 15. */
  candidates?: number;
  /** Right answers to show to a prompted model. Default: none. Only with the json codec. */
  examples?: ExampleOptions;
  /**
   * How many outlines a fine-tuned model writes where it is not sure, of which the most probable is taken; 1: only the
   * first. Default 8. No others are written at a temperature above 0, or where the backend knows no probabilities.
   */
  numDrafts?: number;
  /** Stops the work; what is under way throws ABORTED. */
  signal?: AbortSignal;
  /** For ablations and evaluation. These may change in any version. */
  experimental?: ExperimentalOptions;
}

/** What ablations and evaluations vary. */
export interface ExperimentalOptions {
  /** Ids of candidates in the place of retrieval, as with perfect retrieval. */
  candidateIds?: readonly string[];
  /**
   * Biases step selection with retrieval scores: the logit of the best candidate over one that shares no word with the
   * clause. 0 or more; 0: the model alone. Default 12, chosen on gold/dev and gold/ood among 5, 8, 12 and 20.
   */
  retrievalWeight?: number;
  /** False: for weights that were trained to leave out the words before each node. Default: as the weights were trained. */
  annotations?: boolean;
  /** Default: as the weights were trained, else that of the codec (json: `singlePass`, compact: `twoPass`). */
  passes?: Passes;
  /** False: the answer is not bound to the grammar, only parsed and checked. Default true. */
  constrained?: boolean;
  /** Parts of the prompt of the json codec to leave out. Default: none. */
  omitPromptParts?: readonly PromptPart[];
  /** 0 (the default) takes the most probable token each time; above it, answers differ from run to run. */
  temperature?: number;
  /** The same seed gives the same answers at a temperature above 0. Default: another answer each time. */
  seed?: number;
}

export type Passes = NonNullable<Form["passes"]>;

/** What the runs of an evaluation can differ in. */
export type GenerateSettings = Pick<
  GenerateOptions,
  "codec" | "denseIndex" | "candidates" | "examples" | "numDrafts" | "experimental"
>;

/** What the work took, over all model calls. Times in milliseconds. */
export interface GenerateStats extends ModelUsage {
  calls: number;
  retrieveMs: number;
  /** To the first node of the outline; null when there was none. */
  firstNodeMs: number | null;
  outlineMs: number;
  /**
   * The probability of the outline, 0 to 1, by a fine-tuned model: the higher, the more often it is right. null where the
   * model cannot tell.
   */
  confidence: number | null;
  totalMs: number;
}

/** A snapshot of the work: later events do not change it. */
export type GenerateEvent =
  | { type: "candidates"; triggers: string[]; actions: string[] }
  | { type: "trigger"; trigger: Trigger | PlaceholderTrigger }
  | { type: "step"; step: Step; depth: number; workflow: Workflow }
  /** The outline stands. It can be another draft than the steps so far were of. */
  | { type: "outline"; workflow: Workflow }
  /** The inputs, condition or list of a node are there; `workflow` holds them. */
  | { type: "filled"; node: string; part: string; inputs?: Inputs; workflow: Workflow }
  | { type: "missing"; missing: Missing }
  | { type: "issue"; issue: ValidationIssue }
  | { type: "done"; workflow: Workflow; issues: ValidationIssue[]; stats: GenerateStats };

export interface GenerateResult {
  workflow: Workflow;
  /** Without errors, always: what could not be right was taken out. Warnings say what is left to do. */
  issues: ValidationIssue[];
  stats: GenerateStats;
}
