import type { EvalSet } from "../cases/index.js";
import { type CaseResult, resultKey } from "./case-result.js";
import { type CaseOptions, evaluateCase } from "./evaluate-case.js";
import type { RunFolder } from "./run-folder.js";

export interface EvaluateOptions extends CaseOptions {
  /**
   * Cases at once. Default 1: answers that a local model writes at once share batches, whose rounding can turn a close
   * choice, so that means differ in the third digit from run to run.
   */
  concurrency?: number;
  /** Runs of each case. More than one makes sense with a temperature above 0. Default 1. */
  runs?: number;
  /** Keeps results, and gives those of an earlier, unfinished run. Default: nothing is written. */
  folder?: RunFolder;
  /** Called after each case that is run. */
  onResult?: (result: CaseResult, done: number, total: number) => void;
}

/**
 * Runs a model over a set. Cases that the run folder holds already are not run again.
 * @returns results in the order of the set, run after run.
 * @throws {FlowrightError} ABORTED, FILE_UNWRITABLE. Earlier results stay in the run folder.
 */
export async function evaluate(set: EvalSet, options: EvaluateOptions): Promise<CaseResult[]> {
  const { folder, onResult, concurrency = 1, runs = 1, ...rest } = options;
  const results = new Map<string, CaseResult>();
  const jobs = Array.from({ length: runs }, (_, run) =>
    set.cases.map((evalCase) => ({ evalCase, run, key: resultKey({ id: evalCase.id, run }) })),
  ).flat();
  for (const { key } of jobs) {
    const completed = folder?.completed.get(key);
    if (completed) results.set(key, completed);
  }
  const open = jobs.filter(({ key }) => !results.has(key));
  let next = 0;
  const work = async () => {
    for (let job = open[next++]; job; job = open[next++]) {
      const result = await evaluateCase(job.evalCase, rest, job.run);
      folder?.append(result);
      results.set(job.key, result);
      onResult?.(result, results.size, jobs.length);
    }
  };
  const workers = Array.from({ length: Math.max(1, Math.min(concurrency, open.length)) }, work);
  const failed = (await Promise.allSettled(workers)).find((outcome) => outcome.status === "rejected");
  if (failed) throw failed.reason;
  return jobs.flatMap(({ key }) => results.get(key) ?? []);
}
