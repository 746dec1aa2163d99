import { createHash, type Hash } from "node:crypto";
import { createWriteStream, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compact } from "@flowright/generate/codec";
import { Random } from "@flowright/workflow/core";
import type { SftExample } from "./examples.js";
import { type DatasetItem, type DatasetOptions, generateDataset } from "./generate-dataset.js";

export interface WriteOptions extends DatasetOptions {
  /** Folder to write to; made if it is not there. */
  out: string;
  /** Requests held out for validation. Default 500. */
  valid?: number;
  /** At most this many stage 2 examples a request, so that stage 1 is not drowned; 0.7: one for seven in ten requests. Default 2. */
  inputsPerRequest?: number;
  onProgress?: (requests: number, examples: number) => void;
}

export interface DatasetSummary {
  requests: number;
  examples: number;
  seconds: number;
  sha256: string;
}

const CONDITION = `${compact.TOKENS.if}${compact.TOKENS.answer}`;

function* thinned(items: Iterable<DatasetItem>, seed: number, most: number): Generator<SftExample[]> {
  const rng = new Random(seed + 99);
  for (const { pair, examples } of items) {
    // Long requests cost most to train on and are rare in life.
    const { length } = pair.request;
    if ((length > 450 && rng.chance(0.8)) || (length > 250 && rng.chance(0.4))) continue;
    const [outline, ...inputs] = examples;
    // An answer of nothing at all teaches little.
    const telling = inputs.filter((one) => one.answer !== compact.TOKENS.eos || rng.chance(0.3));
    // Conditions are the hardest questions, and the rarest.
    const hard = telling.filter((one) => one.prompt.endsWith(CONDITION) && rng.chance(0.5));
    const rest = rng.shuffle(telling.filter((one) => !hard.includes(one)));
    const part = most % 1;
    const kept = Math.floor(most) + (part && rng.chance(part) ? 1 : 0);
    yield [outline!, ...[...hard, ...rest].slice(0, kept)];
  }
}

async function writeLines(
  file: string,
  examples: Iterable<SftExample[]>,
  hash: Hash,
  each: (n: number) => void,
) {
  const stream = createWriteStream(`${file}.part`);
  for (const group of examples) {
    const text = group.map((one) => `${JSON.stringify(one)}\n`).join("");
    hash.update(text);
    each(group.length);
    if (!stream.write(text)) await new Promise((go) => stream.once("drain", () => go(undefined)));
  }
  await new Promise<void>((done, failed) => stream.on("error", failed).end(() => done()));
  renameSync(`${file}.part`, file);
}

/** Writes `train.jsonl`, `valid.jsonl`, `tokens.json` and a data card. The validation requests are other ones. */
export async function writeDataset(options: WriteOptions): Promise<DatasetSummary> {
  const { out, seed = 1, count, valid = 500, inputsPerRequest = 2 } = options;
  mkdirSync(out, { recursive: true });
  const began = performance.now();
  let requests = 0;
  let total = 0;
  const hash = createHash("sha256");
  const each = (n: number) => {
    requests++;
    total += n;
    if (requests % 500 === 0) options.onProgress?.(requests, total);
  };
  writeFileSync(join(out, "tokens.json"), JSON.stringify(Object.values(compact.TOKENS)));
  const lines = (from: number, n: number) =>
    thinned(generateDataset({ ...options, seed: from, count: n }), from, inputsPerRequest);
  await writeLines(join(out, "train.jsonl"), lines(seed, count), hash, each);
  await writeLines(join(out, "valid.jsonl"), lines(seed + 1_000_003, valid), createHash("sha256"), () => {});
  const summary = {
    requests,
    examples: total,
    seconds: (performance.now() - began) / 1000,
    sha256: hash.digest("hex"),
  };
  writeFileSync(join(out, "CARD.md"), card(options, summary));
  return summary;
}

function card(options: WriteOptions, summary: DatasetSummary): string {
  return `# Synthetic training data

Made by \`flowright dataset\` (seed ${options.seed ?? 1}); nothing in it was written by or taken from a person's real request.

| | |
|---|---|
| requests | ${summary.requests} |
| examples (one for the outline, up to ${options.inputsPerRequest ?? 2} for inputs a request) | ${summary.examples} |
| share of requests over invented catalogues | ${options.invented ?? 0.45} of up to ${options.catalogs ?? 300} catalogues |
| SHA-256 of train.jsonl | ${summary.sha256} |

Each request is put together from the phrases of a catalogue, conditions on earlier outputs, flow logic nested up to
three deep, and then restyled (order, connectives, politeness, case, lists, typos). Some steps are asked for that the
candidates do not hold: their answer is a placeholder. Known limits: English only; sentences follow the generator's
grammar and are often odder than real ones; facts about the world play no part.
`;
}
