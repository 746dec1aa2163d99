import type { CaseResult } from "../runs/index.js";
import { bootstrapMean, type Estimate, mean, spearman } from "../statistics/index.js";
import type { Verdict } from "./judge.js";

/** Agreement of a judge with the metrics, which know the references. */
export interface Agreement {
  /** Number of verdicts on answers that have scores. */
  verdicts: number;
  /** The judge's mean score, from 1 to 5. */
  score: Estimate;
  /** Spearman's rank correlation with FlowSim of the outline, from −1 to 1; NaN where one side never changes. */
  flowSim: number;
  /** The same with FlowSim with inputs. */
  flowSimWithInputs: number;
  /** The judge's mean score of answers that are right in every input. A good judge scores these higher; NaN for none. */
  right: number;
  /** The judge's mean score of all other answers; NaN for none. */
  wrong: number;
}

export function judgeAgreement(verdicts: readonly Verdict[], results: readonly CaseResult[]): Agreement {
  const pairs = verdicts.flatMap((verdict) => {
    const scores = results.find(({ id, run }) => id === verdict.id && run === verdict.run)?.scores;
    return scores ? [{ verdict: verdict.score, scores }] : [];
  });
  const judged = pairs.map(({ verdict }) => verdict);
  const correlation = (score: "flowSim" | "flowSimWithInputs") =>
    spearman(
      judged,
      pairs.map(({ scores }) => scores[score]),
    );
  const meanWhere = (exact: number) =>
    mean(pairs.filter(({ scores }) => scores.exact === exact).map(({ verdict }) => verdict));
  return {
    verdicts: pairs.length,
    score: bootstrapMean(judged),
    flowSim: correlation("flowSim"),
    flowSimWithInputs: correlation("flowSimWithInputs"),
    right: meanWhere(1),
    wrong: meanWhere(0),
  };
}
