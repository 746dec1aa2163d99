import type { CaseResult } from "../runs/index.js";
import { type ComparedRun, scoreOf } from "./compared-run.js";

/** A case that the models answer differently well. */
export interface Disagreement {
  id: string;
  request: string;
  /** Highest minus lowest FlowSim with inputs, from 0 to 1. */
  spread: number;
  answers: { name: string; result: CaseResult }[];
}

/** The cases with the largest spread. @param most how many. */
export function largestDisagreements(
  runs: readonly ComparedRun[],
  cases: readonly string[],
  most: number,
): Disagreement[] {
  const all = cases.map((id): Disagreement => {
    const answers = runs.map(({ name, results }) => ({
      name,
      result: results.find((result) => result.id === id)!,
    }));
    const values = answers.map(({ result }) => scoreOf(result, "flowSimWithInputs"));
    return {
      id,
      request: answers[0]!.result.request,
      spread: Math.max(...values) - Math.min(...values),
      answers,
    };
  });
  return all.sort((a, b) => b.spread - a.spread).slice(0, most);
}
