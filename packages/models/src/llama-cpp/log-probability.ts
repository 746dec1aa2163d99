import type { ControlledEvaluateInputItem, LlamaContextSequence, Token } from "@flowright/llama";

/**
 * The sum of the log-probabilities of the answer's tokens, after the tokens of the sequence and those of the prompt that it
 * does not hold yet (at least one). All are evaluated in one batch.
 */
export async function logProbability(
  sequence: LlamaContextSequence,
  prompt: readonly Token[],
  answer: readonly Token[],
): Promise<number> {
  const first = prompt.length - 1;
  const input = [...prompt, ...answer.slice(0, -1)].map((token, i): ControlledEvaluateInputItem => {
    const next = answer[i - first];
    if (i < first || next === undefined) return token;
    // not includeMax: it leaves the highest out unless it is one of the tokens (node-llama-cpp 3.22)
    const logits = { filter: { tokens: [next], includeTop: 1 } };
    return [token, { generateNext: { logits, totalLogitWeight: true } }];
  });
  const results = await sequence.controlledEvaluate(input);
  return answer.reduce((sum, token, i) => {
    const { logits = new Map<Token, number>(), totalLogitWeight = Number.NaN } =
      results[first + i]?.next ?? {};
    // the weights are relative to the highest logit
    const highest = Math.max(...logits.values());
    return sum + (logits.get(token) ?? Number.NaN) - highest - Math.log(totalLogitWeight);
  }, 0);
}
