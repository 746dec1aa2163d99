// Writes models/nano/CARD.md from a run of the trainer. Usage: node scripts/model-card.mjs RUN_FOLDER DATA_FOLDER…
import { createHash } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";

const [run, ...data] = process.argv.slice(2);
const info = JSON.parse(readFileSync(`${run}/run.json`, "utf8"));
const log = readFileSync(`${run}/log.jsonl`, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const weights = new URL("../models/nano/flowright-nano-q8_0.gguf", import.meta.url);
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
  new URL("../models/nano/CARD.md", import.meta.url),
  `# flowright-nano

A Llama-architecture decoder trained from scratch to turn a request and a list of candidate steps into the outline of a
workflow, and then to fill in the inputs of each step. It knows nothing about the world: it copies words of the request,
matches them to candidates in its prompt, and nests. Apache-2.0, weights included.

| | |
|---|---|
| file | flowright-nano-q8_0.gguf, ${(statSync(weights).size / 1e6).toFixed(1)} MB, SHA-256 \`${sha(weights)}\` |
| size | width ${config.width}, ${config.depth ?? 5} layers, ${config.heads} heads, feed-forward ${config.inner}, vocabulary 4,096, tied embeddings: 4.8 million parameters |
| data | synthetic (\`flowright dataset\`), and for the last part variations of pairs written by hand (\`dataset/written\`); train.jsonl of that part of SHA-256 ${hashes} |
| training | 74.8 million tokens in 336 minutes from scratch, from these weights on 34.8 million in 131 minutes, from their end on 25.9 million in 99 minutes, from a mean of both on 19.7 million in 64 minutes, then, from a mean again, 26.9 million in 84 minutes, then, from that mean, 29.0 million in 96 minutes, then, from a mean again, 16.6 million in 106 minutes, then, from that mean, 17.8 million in 122 minutes, then, from that mean, twice (seeds 15 and 16, one core each; 16.9 and 17.0 million tokens in 117 minutes), then, from a mean of these, twice again (seeds 17 and 18; 15.3 million tokens each in 122 minutes), then, from a mean again, twice again (seeds 19 and 20; the second run 10.0 million tokens), ${(info.tokens / 1e6).toFixed(1)} million tokens, ${info.step} steps of ${config.batch} tokens, ${Math.round(info.elapsed_s / 60)} minutes on ${config.processes} CPU core${config.processes > 1 ? "s" : ""} (AMD EPYC, AVX2), ${config.precision}, ${config.adamw ? "AdamW" : "Muon and AdamW"}, learning rate in phases (docs/experiments.md), seed ${config.seed}, PyTorch ${info.torch}; loss on the answer only |

The weights are a mean: 0.65 of the mean of two runs' running means (decay 0.998 a step) and 0.35 of the weights that both began with (their card is in the history). Of three candidates
they were taken for their scores on \`gold/dev\` (docs/experiments.md).
The curve is of the first of the two runs, the hashes are of the data of both; docs/experiments.md has all. Here "q8_0" weights were what the training went on
from (\`--start\`), without the state of the optimizer. The learning rate followed the clock, so the run cannot be repeated to the bit; runs with \`--steps\` can.

## Curve
On other synthetic requests than those trained on. *structure*: control tokens; *choose*: the first token of a handle, a
reference or a choice; *copy*: the rest; *exact*: whole answers, greedy given the right beginning, without a grammar.
The data was changed several times, each time to one with more written pairs; each row is on the data of its time. Variations of one pair
are on both sides, so *exact* says more about what was learnt by heart than the rows of a purely synthetic set would.

| step | tokens | minutes | training loss | structure | choose | copy | exact |
|---|---|---|---|---|---|---|---|
${rows.join("\n")}

The last row is over ${5 * config.validate} examples, the others over ${config.validate}.

## Limits
English only. Requests of up to about 100 words; the training data has few longer ones. It chooses badly where nothing
in a handle is alike to the words of the request; it makes more mistakes with three levels of nesting than with one; it
mixes up what "it" stands for when several things were told. All that it was shown was written by one person or made by a program; its
scores on hand-written requests are in the README, with the command that measures them.
`,
);
