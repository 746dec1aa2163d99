import { createHash } from "node:crypto";
import { createWriteStream, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compact, compactCodec } from "@flowright/generate/codec";
import { toGgufMetadata } from "@flowright/generate/model";
import { coreCatalog } from "@flowright/workflow/node";
import { dataCard, type WrittenFile } from "./data-card.js";
import { type DatasetItem, type DatasetOptions, generateDataset, withDefaults } from "./generate-dataset.js";
import { Tally } from "./tally.js";
import { thinExamples } from "./thin-examples.js";

export interface WriteOptions extends DatasetOptions {
  /** Folder to write to; made if it is not there. */
  out: string;
  /** Requests asked for in `valid.jsonl`. Default 500. */
  valid?: number;
  /**
   * Examples of stage 2 a request, at most, so that stage 1 is not drowned; 0.7: one for seven in ten requests.
   * Default 2.
   */
  inputsPerRequest?: number;
  /** Called every 500 requests. */
  onProgress?: (requests: number, examples: number) => void;
}

/** What was written to `train.jsonl`. */
export interface DatasetSummary {
  requests: number;
  examples: number;
  seconds: number;
  sha256: string;
}

/** The seed of `valid.jsonl` is the seed and this. */
const VALID_SEED = 1_000_003;

/**
 * Writes `train.jsonl`, `valid.jsonl`, `tokens.json`, `metadata.json` for the weights and a data card. The validation requests are other ones.
 */
export async function writeDataset(options: WriteOptions): Promise<DatasetSummary> {
  const { out, valid = 500, inputsPerRequest = 2, onProgress } = options;
  const settings = withDefaults(options);
  const { seed, count } = settings;
  mkdirSync(out, { recursive: true });
  const began = performance.now();
  writeFileSync(join(out, "tokens.json"), JSON.stringify(compact.CONTROL_TOKENS));
  writeFileSync(join(out, "metadata.json"), JSON.stringify(metadataOf(settings)));
  const items = (seed: number, count: number) =>
    thinExamples(generateDataset({ ...options, seed, count }), seed, inputsPerRequest);
  const train = await writeLines(join(out, "train.jsonl"), items(seed, count), onProgress);
  const held = await writeLines(join(out, "valid.jsonl"), items(seed + VALID_SEED, valid));
  writeFileSync(
    join(out, "CARD.md"),
    dataCard({ settings, validCount: valid, inputsPerRequest, train, valid: held }),
  );
  const { requests, examples } = train.tally;
  return { requests, examples, seconds: (performance.now() - began) / 1000, sha256: train.sha256 };
}

/** What weights that are trained on the data will know. */
const metadataOf = ({ catalog = coreCatalog(), form }: DatasetOptions) =>
  toGgufMetadata({
    promptVersion: compact.PROMPT_VERSION,
    form: { ...compactCodec.defaultForm, ...form },
    trainedSteps: new Set(catalog.steps.map(({ id }) => id)),
  });

async function writeLines(
  file: string,
  items: Iterable<DatasetItem>,
  onProgress?: (requests: number, examples: number) => void,
): Promise<WrittenFile> {
  const tally = new Tally();
  const hash = createHash("sha256");
  const stream = createWriteStream(`${file}.part`);
  for (const item of items) {
    const text = item.examples.map((one) => `${JSON.stringify(one)}\n`).join("");
    hash.update(text);
    tally.add(item);
    if (tally.requests % 500 === 0) onProgress?.(tally.requests, tally.examples);
    if (!stream.write(text)) await new Promise((go) => stream.once("drain", () => go(undefined)));
  }
  await new Promise<void>((done, failed) => stream.on("error", failed).end(() => done()));
  renameSync(`${file}.part`, file);
  return { tally, sha256: hash.digest("hex") };
}
