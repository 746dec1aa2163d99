import type { Workflow } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";

/** A request and what counts as a right answer to it. */
export interface EvalCase {
  id: string;
  request: string;
  catalog: Catalog;
  /** At least one; the nearest counts. */
  references: readonly Workflow[];
}

export interface EvalSet {
  name: string;
  cases: readonly EvalCase[];
  /** Cases that were in the file but are not for this kind of run. */
  skipped: number;
  /** SHA-256 of all that the cases say, in hex. */
  hash: string;
}
