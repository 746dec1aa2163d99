// Greedy answers of llama.cpp as token numbers, for parity.py: {model, tokens, prompts} in, one entry a prompt out.
import { getLlama, LlamaLogLevel } from "@flowright/llama";

let input = "";
for await (const chunk of process.stdin) input += chunk;
const { model: file, tokens, prompts } = JSON.parse(input);
const llama = await getLlama({ gpu: false, build: "never", skipDownload: true, logLevel: LlamaLogLevel.disabled, progressLogs: false });
const model = await llama.loadModel({ modelPath: file, gpuLayers: 0 });
const context = await model.createContext({ contextSize: 1024, threads: 1, flashAttention: false });
const sequence = context.getSequence();
const out = [];
for (const text of prompts) {
  await sequence.clearHistory();
  const prompt = model.tokenize(text, true);
  const answer = [];
  for await (const token of sequence.evaluate(prompt, { temperature: 0 })) {
    answer.push(token);
    if (answer.length >= tokens) break;
  }
  out.push({ prompt, answer });
}
process.stdout.write(JSON.stringify(out));
await llama.dispose();
