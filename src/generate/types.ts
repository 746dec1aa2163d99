import type { Catalog } from "../catalog/index.js";
import type { LanguageModel, ModelUsage } from "../models/index.js";
import type { Retriever } from "../retrieval/index.js";
import type {
  Inputs,
  Missing,
  PlaceholderTrigger,
  Step,
  Trigger,
  ValidationIssue,
  Workflow,
} from "../workflow/index.js";

export interface GenerateOptions {
  model: LanguageModel;
  catalog: Catalog;
  /** How the model sees a workflow. Default: `compact` where the model knows its tokens, else `json`. */
  codec?: "compact" | "json";
  /** Default: one for the catalogue, made at its first use and kept. */
  retriever?: Retriever;
  /** Actions among the candidates. Default 15. */
  candidates?: number;
  /** Ids that stand in for retrieval (oracle candidates, tests). */
  oracle?: readonly string[];
  /** How much retrieval has a say in the choice of each step, as a logit; 0: none. Default 8. Only with `compact`. */
  retrievalWeight?: number;
  /** False: the answer is not bound to the grammar, only parsed and checked. Default true. */
  constrained?: boolean;
  /** 0 (the default) takes the likeliest token each time; above it, answers differ from run to run. */
  temperature?: number;
  /** The same seed gives the same answers at a temperature above 0. */
  seed?: number;
  signal?: AbortSignal;
}

/** What the work took, over all model calls. Times in milliseconds. */
export interface GenerateStats extends ModelUsage {
  calls: number;
  retrieveMs: number;
  /** To the first node of the outline; null when there was none. */
  firstNodeMs: number | null;
  outlineMs: number;
  totalMs: number;
}

export type GenerateEvent =
  | { type: "candidates"; triggers: string[]; actions: string[] }
  | { type: "trigger"; trigger: Trigger | PlaceholderTrigger }
  | { type: "step"; step: Step; depth: number; workflow: Workflow }
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
