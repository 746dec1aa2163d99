// Writes packages/flowright/models/nano/CARD.md from a run of the trainer. Usage: node scripts/model-card.mjs RUN_FOLDER DATA_FOLDER…
import { createHash } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";

const [run, ...data] = process.argv.slice(2);
const info = JSON.parse(readFileSync(`${run}/run.json`, "utf8"));
const log = readFileSync(`${run}/log.jsonl`, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const weights = new URL("../packages/flowright/models/nano/flowright-nano-q8_0.gguf", import.meta.url);
const sha = (file) => createHash("sha256").update(readFileSync(file)).digest("hex");
const hashes = data.map((folder) => `\`${sha(`${folder}/train.jsonl`)}\``).join(", then ");
const picked = log.filter((_, i) => i % Math.ceil(log.length / 12) === 0 || i === log.length - 1);
const percent = (value) => `${(100 * value).toFixed(1)}%`;
const rows = picked.map(
  (one) =>
    `| ${one.step} | ${(one.tokens / 1e6).toFixed(1)} M | ${Math.round(one.elapsed_s / 60)} | ${one.loss ?? ""} | ${percent(one.structure_right)} | ${percent(one.choose_right)} | ${percent(one.copy_right)} | ${percent(one.exact)} |`,
);
const { config } = info;

writeFileSync(
  new URL("../packages/flowright/models/nano/CARD.md", import.meta.url),
  `# flowright-nano

A Llama-architecture decoder trained from scratch to turn a request and a list of candidate steps into the outline of a
workflow, and then to fill in the inputs of each step. It knows nothing about the world: it copies words of the request,
matches them to candidates in its prompt, and nests. Apache-2.0, weights included.

| | |
|---|---|
| file | flowright-nano-q8_0.gguf, ${(statSync(weights).size / 1e6).toFixed(1)} MB, SHA-256 \`${sha(weights)}\` |
| size | width ${config.width}, ${config.depth} layers, ${config.heads} heads, feed-forward ${config.inner}, vocabulary 4,096, tied embeddings: 27.8 million parameters |
| data | synthetic (\`flowright dataset\`), three quarters of it variations of pairs written by hand (\`packages/datagen/written\`), in ten sets; their train.jsonl have SHA-256 ${hashes} |
| training | from scratch, ${(info.tokens / 1e6).toFixed(0)} million tokens, ${info.step} steps of ${config.batch} tokens, ${Math.round(info.elapsed_s / 6) / 10} minutes on one NVIDIA H200, ${config.precision}, ${config.adamw ? "AdamW" : "Muon and AdamW"}, learning rate ${config.lr} falling to 0 over the last ${100 * config.cooldown}%, weight decay ${config.decay}, seed ${config.seed}, PyTorch ${info.torch}; loss on the answer only |

The weights are the mean, half and half, of the run's running mean (decay 0.998 a step) at minute 8 and at its end. Of the two and three of their means they were taken for their scores on
\`gold/dev\` (docs/experiments.md). The tokenizer is that of the first nano. The learning rate followed the clock, so the run cannot be repeated to the bit; runs with \`--steps\` can.

## Curve
On variations of 227 written pairs that were not in the training, 102 of them over catalogues that were not in it either. *structure*: control tokens; *choose*: the first token of a handle, a
reference or a choice; *copy*: the rest; *exact*: whole answers, greedy given the right beginning, without a grammar.

| step | tokens | minutes | training loss | structure | choose | copy | exact |
|---|---|---|---|---|---|---|---|
${rows.join("\n")}

The last row is over 2,475 examples, the others over ${config.validate}.

## Limits
English only. Requests of up to about 100 words; the training data has few longer ones. It chooses badly where nothing
in a handle is alike to the words of the request; it makes more mistakes with three levels of nesting than with one; it
mixes up what "it" stands for when several things were told. All that it was shown was written by one person or made by a program; its
scores on hand-written requests are in the README, with the command that measures them.
`,
);
