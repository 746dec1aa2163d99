import type { EvalSet } from "./case.js";
import { type CaseOptions, evaluateCase } from "./evaluate-case.js";
import type { CaseResult } from "./result.js";
import type { RunFolder } from "./run-folder.js";

export interface EvaluateOptions extends CaseOptions {
  /**
   * Cases at once. Default 1: answers that a local model writes at once share batches, whose rounding can turn a close
   * choice, so that means differ in the third digit from run to run.
   */
  concurrency?: number;
  /** Where results are kept and taken from again. Without one nothing is written. */
  run?: RunFolder;
  onResult?: (result: CaseResult, done: number, total: number) => void;
}

/**
 * Runs a model over a set. Cases that the run folder already holds are not run again. Results are in the order of the
 * set.
 * @throws {FlowrightError} ABORTED, FILE_UNWRITABLE. What was scored before stays in the run folder.
 */
export async function evaluate(set: EvalSet, options: EvaluateOptions): Promise<CaseResult[]> {
  const { run, onResult, concurrency = 1, ...rest } = options;
  const results = new Map<string, CaseResult>();
  for (const one of set.cases) {
    const kept = run?.done.get(one.id);
    if (kept) results.set(one.id, kept);
  }
  const open = set.cases.filter((one) => !results.has(one.id));
  let next = 0;
  const work = async () => {
    for (let one = open[next++]; one; one = open[next++]) {
      const result = await evaluateCase(one, rest);
      run?.keep(result);
      results.set(one.id, result);
      onResult?.(result, results.size, set.cases.length);
    }
  };
  const workers = Array.from({ length: Math.max(1, Math.min(concurrency, open.length)) }, work);
  const failed = (await Promise.allSettled(workers)).find((outcome) => outcome.status === "rejected");
  if (failed) throw failed.reason;
  return set.cases.flatMap((one) => results.get(one.id) ?? []);
}
