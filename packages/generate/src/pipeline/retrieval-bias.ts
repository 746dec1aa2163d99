import type { StepDefinition } from "@flowright/workflow/catalog";
import { compact, type PreparedRequest } from "../codec/index.js";
import type { Retriever } from "../retrieval/index.js";

const { use, next } = compact.TOKENS;

/** Each candidate's handle, as it is written in an answer, with the logit that retrieval gives it. */
type Opinion = readonly (readonly [handle: string, logit: number])[];

/**
 * What retrieval thinks of the step that is chosen after `before`, the answer up to its mark: there the model has just
 * written the words of the request that the step comes from, which make a better query than the request as a whole.
 */
function opinions(
  request: PreparedRequest,
  candidates: readonly StepDefinition[],
  handles: compact.Handles,
  retriever: Retriever,
  weight: number,
): (before: string) => Opinion {
  const affinity = retriever.affinity(request.original);
  return (before) => {
    const words = before.slice(before.lastIndexOf("|>") + 2);
    const kind = before.includes("<|") ? "action" : "trigger";
    const scores = affinity(words, candidates, kind);
    return [...scores].map(([step, score]) => [compact.plain(handles.of(step.id)) + next, score * weight]);
  };
}

/**
 * Has retrieval a say in each choice of a step. Both opinions are multiplied (a product of experts): each token of a
 * handle gains the log of its probability under a softmax over the candidates' scores, given the part of the handle that
 * is there.
 * @param weight The logit of the best candidate over one that shares no word with the clause. 0: the model alone.
 */
export function preferSteps(
  ...about: Parameters<typeof opinions>
): (answer: string) => ReadonlyMap<string, number> | undefined {
  const opinionAfter = opinions(...about);
  let asked: string | undefined;
  let opinion: Opinion = [];
  return (answer) => {
    const at = answer.lastIndexOf(use);
    if (at < 0 || answer.indexOf(next, at) >= 0) return undefined;
    const before = answer.slice(0, at);
    if (asked !== before) {
      asked = before;
      opinion = opinionAfter(before);
    }
    const there = answer.slice(at + use.length);
    const open = opinion.filter(([handle]) => handle.startsWith(there));
    if (open.length < 2) return undefined;
    const total = logSum(open.map(([, logit]) => logit));
    // continuations by their first word: the model decides on words, and a word is one token or few
    const groups = new Map<string, number[]>();
    for (const [handle, logit] of open) {
      const rest = handle.slice(there.length);
      const word = /^ ?[^ <]*/.exec(rest)?.[0] || next;
      groups.set(word, [...(groups.get(word) ?? []), logit]);
    }
    return new Map([...groups].map(([word, logits]) => [word, logSum(logits) - total]));
  };
}

/** The log-probability that retrieval gives to all the steps of an answer together: what {@link preferSteps} adds on the way. */
export function agreement(...about: Parameters<typeof opinions>): (answer: string) => number {
  const opinionAfter = opinions(...about);
  return (answer) => {
    let sum = 0;
    for (let at = answer.indexOf(use); at >= 0; at = answer.indexOf(use, at + 1)) {
      const opinion = opinionAfter(answer.slice(0, at));
      const there = answer.slice(at + use.length);
      const chosen = opinion.find(([handle]) => there.startsWith(handle));
      if (chosen) sum += chosen[1] - logSum(opinion.map(([, logit]) => logit));
    }
    return sum;
  };
}

const logSum = (values: readonly number[]): number => {
  const most = Math.max(...values);
  return most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0));
};
