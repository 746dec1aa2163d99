import type { EvalSet } from "../cases/eval-case.js";
import { type CaseOptions, evaluateCase } from "./evaluate-case.js";
import { type CaseResult, resultKey } from "./result.js";
import type { RunFolder } from "./run-folder.js";

export interface EvaluateOptions extends CaseOptions {
  /**
   * Cases at once. Default 1: answers that a local model writes at once share batches, whose rounding can turn a close
   * choice, so that means differ in the third digit from run to run.
   */
  concurrency?: number;
  /** How often each case is run. More than once makes sense with a temperature. Default 1. */
  runs?: number;
  /** Where results are kept and taken from again. Without one nothing is written. */
  folder?: RunFolder;
  onResult?: (result: CaseResult, done: number, total: number) => void;
}

/**
 * Runs a model over a set. Cases that the run folder already holds are not run again. Results are in the order of the
 * set.
 * @throws {FlowrightError} ABORTED, FILE_UNWRITABLE. What was scored before stays in the run folder.
 */
export async function evaluate(set: EvalSet, options: EvaluateOptions): Promise<CaseResult[]> {
  const { folder, onResult, concurrency = 1, runs = 1, ...rest } = options;
  const results = new Map<string, CaseResult>();
  const all = Array.from({ length: runs }, (_, round) => set.cases.map((one) => ({ one, round }))).flat();
  const keyOf = ({ one, round }: (typeof all)[number]) => resultKey({ id: one.id, run: round });
  for (const job of all) {
    const kept = folder?.completed.get(keyOf(job));
    if (kept) results.set(keyOf(job), kept);
  }
  const open = all.filter((job) => !results.has(keyOf(job)));
  let next = 0;
  const work = async () => {
    for (let job = open[next++]; job; job = open[next++]) {
      const result = await evaluateCase(job.one, rest, job.round);
      folder?.append(result);
      results.set(keyOf(job), result);
      onResult?.(result, results.size, all.length);
    }
  };
  const workers = Array.from({ length: Math.max(1, Math.min(concurrency, open.length)) }, work);
  const failed = (await Promise.allSettled(workers)).find((outcome) => outcome.status === "rejected");
  if (failed) throw failed.reason;
  return all.flatMap((job) => results.get(keyOf(job)) ?? []);
}
