import { createHash } from "node:crypto";
import { checkAnswer, parseNotation, type Workflow, walk } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { jsonLines } from "@flowright/workflow/core";
import type { EvalCase, EvalSet } from "./eval-case.js";
import { hasPlaceholder, nestingDepth } from "./features.js";

/** One line of a gold file. A workflow is a document, or the notation of {@link parseNotation}. */
interface GoldLine {
  id: string;
  request: string;
  workflows: (string | Workflow)[];
}

/**
 * Reads gold cases: JSON lines with `id`, `request` and `workflows`, each of which is a right answer.
 * @throws {FlowrightError} GOLD_INVALID naming the line and what is wrong with it.
 */
export function goldSet(jsonl: string, catalog: Catalog, name: string): EvalSet {
  const seen = new Set<string>();
  const source = { name, code: "GOLD_INVALID", hint: "gold/GUIDE.md says how cases are written." } as const;
  const lines = jsonLines(jsonl, source, (value): EvalCase => {
    const { id, request, workflows } = value as Partial<GoldLine>;
    if (
      typeof id !== "string" ||
      typeof request !== "string" ||
      !Array.isArray(workflows) ||
      !workflows.length
    )
      throw new Error('a case needs "id", "request" and at least one of "workflows"');
    if (seen.has(id)) throw new Error(`the id "${id}" is used twice`);
    seen.add(id);
    const references = workflows.map((one) => (typeof one === "string" ? parseNotation(one) : one));
    for (const reference of references) checkAnswer(reference, request, catalog);
    return { id, request, catalog, references };
  });
  const cases = [...lines];
  return { name, cases, skipped: 0, hash: createHash("sha256").update(jsonl).digest("hex") };
}

/** What a set is made of, for its data card. */
export interface GoldStatistics {
  cases: number;
  /** Share with any flow logic around a step. */
  nested: number;
  /** Share whose steps are three deep or more. */
  deep: number;
  /** Share with a part that no step serves. */
  placeholders: number;
  severalReferences: number;
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
    steps: cases.reduce((sum, one) => sum + [...walk(first(one).steps)].length, 0) / (cases.length || 1),
  };
}
