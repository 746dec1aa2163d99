import type { Workflow } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";

/** A request and its right answers. */
export interface EvalCase {
  /** Unique in its set. */
  id: string;
  request: string;
  catalog: Catalog;
  /** At least one. Scores are taken against the nearest. */
  references: readonly Workflow[];
}

export interface EvalSet {
  name: string;
  cases: readonly EvalCase[];
  /** Number of cases in the file that this kind of run cannot use. */
  skipped: number;
  /** SHA-256 of the file's text, in hex. */
  hash: string;
}
