import type { ControlledEvaluateInputItem, LlamaContextSequence, Token } from "@flowright/llama";

/**
 * The sum of the log-probabilities of `said` after what the sequence holds and `asked`, which is not empty. All of it is
 * evaluated in one go.
 */
export async function logProbability(
  sequence: LlamaContextSequence,
  asked: readonly Token[],
  said: readonly Token[],
): Promise<number> {
  const first = asked.length - 1;
  const input = [...asked, ...said.slice(0, -1)].map((token, i): ControlledEvaluateInputItem => {
    const next = said[i - first];
    if (i < first || next === undefined) return token;
    // not includeMax: it leaves the highest out unless it is one of the tokens (node-llama-cpp 3.22)
    const logits = { filter: { tokens: [next], includeTop: 1 } };
    return [token, { generateNext: { logits, totalLogitWeight: true } }];
  });
  const results = await sequence.controlledEvaluate(input);
  return said.reduce((sum, token, i) => {
    const { logits = new Map<Token, number>(), totalLogitWeight = Number.NaN } =
      results[first + i]?.next ?? {};
    // the weights are relative to the highest logit
    const highest = Math.max(...logits.values());
    return sum + (logits.get(token) ?? Number.NaN) - highest - Math.log(totalLogitWeight);
  }, 0);
}
