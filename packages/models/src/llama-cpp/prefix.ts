import type { LlamaContextSequence, Token } from "@flowright/llama";

/** The length of the common beginning, in tokens. */
export function commonPrefix(a: readonly Token[], b: readonly Token[]): number {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  return i;
}

/** Keeps the state of the tokens that the prompt begins with. Returns their number. */
export async function reusePrefix(sequence: LlamaContextSequence, prompt: readonly Token[]): Promise<number> {
  // The last token is always evaluated: its logits are the first answer token's.
  const kept = Math.min(commonPrefix(sequence.contextTokens, prompt), prompt.length - 1);
  const have = sequence.contextTokens.length;
  if (kept === 0 && have > 0) await sequence.clearHistory();
  else if (have > kept) await sequence.eraseContextTokenRanges([{ start: kept, end: have }]);
  return Math.min(kept, sequence.nextTokenIndex);
}
