import { type Grammar, toGbnf } from "@flowright/generate/grammar";
import { getLlama, LlamaLogLevel } from "@flowright/llama";

const llama = await getLlama({
  gpu: false,
  build: "never",
  skipDownload: true,
  logLevel: LlamaLogLevel.disabled,
  progressLogs: false,
});

/** Whether llama.cpp's own grammar engine takes this text as a whole sentence of the grammar. */
export async function accepts(grammar: Grammar, text: string): Promise<boolean> {
  const compiled = await llama.createGrammar({ grammar: toGbnf(grammar), stopGenerationTriggers: [] });
  return (compiled as unknown as { _testText(text: string): boolean })._testText(text);
}
