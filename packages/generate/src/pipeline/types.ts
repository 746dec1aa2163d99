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
import type { json } from "../codec/index.js";
import type { LanguageModel, ModelUsage } from "../model/index.js";
import type { Dense, Retriever, SimilarTexts } from "../retrieval/index.js";

/** Finds requests like a given one. */
export type ExamplePool = Pick<SimilarTexts<json.PromptExample>, "find">;

export interface GenerateOptions {
  model: LanguageModel;
  catalog: Catalog;
  /** How the model sees a workflow. Default: `compact` where the model knows its tokens, else `json`. */
  codec?: "compact" | "json";
  /** Default: one for the catalogue, made at its first use and kept. */
  retriever?: Retriever;
  /** Searches by meaning too, with an embedding model. Default: by words alone. */
  dense?: Dense;
  /** Actions among the candidates. Default 15. */
  candidates?: number;
  /** Ids that stand in for retrieval (oracle candidates, tests). */
  oracle?: readonly string[];
  /** How much retrieval has a say in the choice of each step, as a logit; 0: none. Default 12. Only with `compact`. */
  retrievalWeight?: number;
  /** What the prompt of the json codec is made of. */
  prompt?: PromptSettings;
  /**
   * 2: the outline, then each node; 1: all in one text. Default: 1 with the json codec, 2 with compact, whose models
   * answer only in the form that they were trained on.
   */
  stages?: 1 | 2;
  /**
   * How many outlines a compact model writes where it is not sure, of which the likeliest is taken; 1: only the one of the
   * likeliest tokens. Default 8. No others are written where the temperature is above 0 or the backend knows no probabilities.
   */
  bestOf?: number;
  /** False: for a compact model that was trained to leave out the words before each node. Default true. */
  annotations?: boolean;
  /** False: the answer is not bound to the grammar, only parsed and checked. Default true. */
  constrained?: boolean;
  /** 0 (the default) takes the likeliest token each time; above it, answers differ from run to run. */
  temperature?: number;
  /** The same seed gives the same answers at a temperature above 0. */
  seed?: number;
  signal?: AbortSignal;
}

/** How a model is asked: what the runs of an evaluation can differ in. */
export type Asking = Pick<
  GenerateOptions,
  | "codec"
  | "dense"
  | "candidates"
  | "retrievalWeight"
  | "constrained"
  | "bestOf"
  | "annotations"
  | "stages"
  | "prompt"
>;

export interface PromptSettings {
  /** Parts to leave out, to see what they are worth. Default: none. */
  without?: readonly json.PromptPart[];
  /** How many examples to show, the most similar ones of the pool. Default 0. */
  examples?: number;
  /** Requests with right answers that examples are taken from. */
  pool?: ExamplePool;
}

/** What the work took, over all model calls. Times in milliseconds. */
export interface GenerateStats extends ModelUsage {
  calls: number;
  retrieveMs: number;
  /** To the first node of the outline; null when there was none. */
  firstNodeMs: number | null;
  outlineMs: number;
  /**
   * The probability of the outline, 0 to 1, by a model with the compact codec: the surer, the more often it is right.
   * null where the model cannot tell.
   */
  confidence: number | null;
  totalMs: number;
}

export type GenerateEvent =
  | { type: "candidates"; triggers: string[]; actions: string[] }
  | { type: "trigger"; trigger: Trigger | PlaceholderTrigger }
  | { type: "step"; step: Step; depth: number; workflow: Workflow }
  /** The outline stands. It can be another one than the steps so far were of, if the model found it likelier. */
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
