import { type Grammar, toGbnf } from "@flowright/generate/grammar";
import { getLlama, LlamaLogLevel } from "@flowright/llama";

const llama = await getLlama({
  gpu: false,
  build: "never",
  skipDownload: true,
  logLevel: LlamaLogLevel.disabled,
  progressLogs: false,
});

const compiled = new WeakMap<Grammar, Promise<unknown>>();

/** A grammar is compiled once: that costs more than reading a text. */
function compile(grammar: Grammar): Promise<unknown> {
  const made =
    compiled.get(grammar) ?? llama.createGrammar({ grammar: toGbnf(grammar), stopGenerationTriggers: [] });
  compiled.set(grammar, made);
  return made;
}

/** Whether llama.cpp's own grammar engine takes this text as a whole sentence of the grammar. */
export async function accepts(grammar: Grammar, text: string): Promise<boolean> {
  return ((await compile(grammar)) as { _testText(text: string): boolean })._testText(text);
}
