import type { Workflow } from "@flowright/workflow";
import type { EvalCase, EvalSet } from "./eval-case.js";
import { countSteps, hasPlaceholder, nestingDepth } from "./structure.js";

/** Composition of a set, for its data card. Shares are from 0 to 1; each case is described by its first reference. */
export interface GoldStatistics {
  cases: number;
  /** Share with any flow logic around a step. */
  nested: number;
  /** Share with steps at nesting depth 3 or more. */
  deep: number;
  /** Share with a placeholder: a part of the request that no step of the catalogue does. */
  placeholders: number;
  /** Share with more than one right answer. */
  severalReferences: number;
  /** Mean number of steps. */
  steps: number;
}

export function goldStatistics({ cases }: EvalSet): GoldStatistics {
  const share = (test: (one: EvalCase) => boolean) => cases.filter(test).length / (cases.length || 1);
  const first = ({ references }: EvalCase) => references[0] as Workflow;
  return {
    cases: cases.length,
    nested: share((one) => nestingDepth(first(one).steps) >= 2),
    deep: share((one) => nestingDepth(first(one).steps) >= 3),
    placeholders: share((one) => hasPlaceholder(first(one))),
    severalReferences: share(({ references }) => references.length > 1),
    steps: cases.reduce((sum, one) => sum + countSteps(first(one)), 0) / (cases.length || 1),
  };
}
