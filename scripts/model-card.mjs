// Writes the card of a trained model: sizes, data, training and learning curve, taken from what the trainer and
// `flowright dataset` wrote. Usage:
//   npm run model-card -- --run RUN_FOLDER --weights FILE.gguf [--notes FILE.md] [--out CARD.md] DATA_FOLDER…
// --notes holds what only a person knows (which weights were chosen and why, limits); it is included as it is.
import { createHash } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";

const { values, positionals: data } = parseArgs({
  options: {
    run: { type: "string" },
    weights: { type: "string" },
    notes: { type: "string" },
    out: { type: "string" },
  },
  allowPositionals: true,
});
if (!values.run || !values.weights || data.length === 0) {
  console.error(
    "Usage: npm run model-card -- --run FOLDER --weights FILE.gguf [--notes FILE.md] [--out CARD.md] DATA_FOLDER…",
  );
  process.exit(2);
}

const read = (file) => readFileSync(file, "utf8");
const sha256 = (file) => createHash("sha256").update(readFileSync(file)).digest("hex");
const percent = (share) => `${(100 * share).toFixed(1)}%`;
const millions = (count) => (count / 1e6).toFixed(1);
const row = (cells) => `| ${cells.join(" | ")} |`;

const run = JSON.parse(read(join(values.run, "run.json")));
const { config } = run;
// Options have the names that train.py gives them or, in older runs, the names that these had before.
const option = (name, oldName) => config[name] ?? config[oldName];
const optimizer = option("optimizer") ?? (config.adamw ? "adamw" : "muon");
const log = read(join(values.run, "log.jsonl"))
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

const known = (...facts) => facts.filter((fact) => fact !== undefined).join(", ");
const size = known(
  `hidden size ${option("hidden_size", "width")}`,
  `${option("num_layers", "depth")} layers`,
  `${option("num_heads", "heads")} heads`,
  `feed-forward ${option("intermediate_size", "inner")}`,
  run.vocab_size && `vocabulary ${run.vocab_size.toLocaleString("en")}`,
  "tied embeddings",
  run.parameters && `${millions(run.parameters)} million parameters`,
);
const training = known(
  `${millions(run.tokens)} million tokens`,
  `${run.step} steps of ${option("batch_tokens", "batch")} tokens`,
  `${Math.round(run.elapsed_s / 6) / 10} minutes${run.device ? ` on ${run.device}` : ""}`,
  config.precision,
  optimizer === "adamw" ? "AdamW" : "Muon and AdamW",
  `learning rate ${config.lr}, falling over the last ${100 * option("warmdown_ratio", "cooldown")}%`,
  `weight decay ${option("weight_decay", "decay")}`,
  `seed ${config.seed}`,
  `PyTorch ${run.torch}`,
);
const dataRows = data.map((folder) =>
  row(["data", `${basename(folder)}/train.jsonl, SHA-256 \`${sha256(join(folder, "train.jsonl"))}\``]),
);
const shown = log.filter((_, i) => i % Math.ceil(log.length / 12) === 0 || i === log.length - 1);
const curve = shown.map((entry) =>
  row([
    entry.step,
    `${millions(entry.tokens)} M`,
    Math.round(entry.elapsed_s / 60),
    entry.loss ?? "",
    ...["structure_right", "choose_right", "copy_right", "exact"].map((key) => percent(entry[key])),
  ]),
);
const examples = option("eval_examples", "validate");
const last = run.valid_examples === undefined ? "more" : run.valid_examples.toLocaleString("en");

writeFileSync(
  values.out ?? join(dirname(values.weights), "CARD.md"),
  `# ${basename(values.weights).replace(/-(?:f16|q8_0)?\.gguf$|\.gguf$/, "")}

A Llama-architecture decoder that turns a request and a list of candidate steps into the outline of a workflow, and then
fills in the inputs of each step. Apache-2.0, weights included.

| | |
|---|---|
${row(["file", `${basename(values.weights)}, ${(statSync(values.weights).size / 1e6).toFixed(1)} MB, SHA-256 \`${sha256(values.weights)}\``])}
${row(["size", size])}
${dataRows.join("\n")}
${row(["training", `${training}; loss on the answer only`])}

## Learning curve
On the validation examples of the data. *structure*: right control tokens; *choose*: the right first token of an alias, a
reference or a choice; *copy*: the other tokens; *exact*: answers in which every token is right. Greedy, given the right
beginning, without a grammar.

| step | tokens | minutes | training loss | structure | choose | copy | exact |
|---|---|---|---|---|---|---|---|
${curve.join("\n")}

The last row is over ${last} examples, the others over ${examples}.
${values.notes ? `\n${read(values.notes).trim()}\n` : ""}`,
);
