import { createHash } from "node:crypto";
import { checkAnswer, parseNotation, type Workflow } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { jsonLines } from "@flowright/workflow/core";
import type { EvalCase, EvalSet } from "./eval-case.js";

/** One line of a gold file. A workflow is a document, or the notation of {@link parseNotation}. */
interface GoldLine {
  id: string;
  request: string;
  workflows: (string | Workflow)[];
}

/**
 * Reads gold cases: JSON lines with `id`, `request` and `workflows`, each of which is a right answer.
 * @param name of the set, for reports and error messages.
 * @throws {FlowrightError} GOLD_INVALID naming the line and what is wrong with it.
 */
export function goldSet(jsonl: string, catalog: Catalog, name: string): EvalSet {
  const ids = new Set<string>();
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
    if (ids.has(id)) throw new Error(`the id "${id}" is used twice`);
    ids.add(id);
    const references = workflows.map((one) => (typeof one === "string" ? parseNotation(one) : one));
    for (const reference of references) checkAnswer(reference, request, catalog);
    return { id, request, catalog, references };
  });
  const cases = [...lines];
  return { name, cases, skipped: 0, hash: createHash("sha256").update(jsonl).digest("hex") };
}
