import type { StepDefinition } from "../catalog/index.js";
import { compact, type PreparedRequest } from "../codec/index.js";
import type { Retriever } from "../retrieval/index.js";

const { use, next } = compact.TOKENS;

/**
 * What retrieval thinks of the step that is about to be chosen: before a handle, the model has just written the words
 * of the request that the step comes from, which make a better query than the request as a whole. Both opinions
 * are multiplied (a product of experts): each token of a handle gains the log of its probability under a softmax over
 * the candidates' scores, given the part of the handle that is there.
 * @param weight The logit of the best candidate over one that shares no word with the clause. 0: the model alone.
 */
export function preferSteps(
  request: PreparedRequest,
  candidates: readonly StepDefinition[],
  handles: compact.Handles,
  retriever: Retriever,
  weight: number,
): (answer: string) => ReadonlyMap<string, number> | undefined {
  const affinity = retriever.affinity(request.original);
  let asked = "";
  let scored: [handle: string, score: number][] = [];
  return (answer) => {
    const at = answer.lastIndexOf(use);
    if (at < 0 || answer.indexOf(next, at) >= 0) return undefined;
    const before = answer.slice(0, at);
    if (asked !== before) {
      asked = before;
      const words = before.slice(before.lastIndexOf("|>") + 2);
      const kind = before.includes("<|") ? "action" : "trigger";
      const scores = affinity(words, candidates, kind);
      scored = [...scores].map(([step, score]) => [
        compact.plain(handles.of(step.id)) + next,
        score * weight,
      ]);
    }
    const there = answer.slice(at + use.length);
    const open = scored.filter(([handle]) => handle.startsWith(there));
    if (open.length < 2) return undefined;
    const total = logSum(open.map(([, score]) => score));
    // continuations by their first word: the model decides on words, and a word is one token or few
    const groups = new Map<string, number[]>();
    for (const [handle, score] of open) {
      const rest = handle.slice(there.length);
      const word = /^ ?[^ <]*/.exec(rest)?.[0] || next;
      groups.set(word, [...(groups.get(word) ?? []), score]);
    }
    return new Map([...groups].map(([word, scores]) => [word, logSum(scores) - total]));
  };
}

const logSum = (values: readonly number[]): number => {
  const most = Math.max(...values);
  return most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0));
};
