import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { cpus } from "node:os";
import { type CaseResult, type EvalSet, evaluate, RunFolder, type RunManifest } from "@flowright/evaluate";
import { openDense } from "./embedder.js";
import { generateOptionsOf, settingsRecord } from "./generation-options.js";
import { type ModelOptions, openModel } from "./model.js";
import { bar, clock, Progress } from "./progress.js";
import { version } from "./version.js";

export interface RunOptions extends ModelOptions {
  concurrency?: number;
  runs?: number;
  temperature?: number;
  seed?: number;
  oracle?: boolean;
  /** The run folder. */
  out?: string;
}

/** SHA-256 of a local model's file: other weights under the same name make another run. */
export async function weightsOf(model = "nano"): Promise<string | null> {
  const file = model === "nano" ? (await import("../nano.js")).NANO_FILE : model;
  if (!existsSync(file)) return null;
  const hash = createHash("sha256");
  // a stream: large models do not fit into one buffer
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest("hex");
}

export interface FinishedRun {
  manifest: RunManifest;
  results: CaseResult[];
}

/** Opens a model, runs it over a set with a progress line, keeps what it has in the run folder, and closes the model. */
export async function runModel(
  set: EvalSet,
  options: RunOptions,
  signal: AbortSignal,
  label = "",
): Promise<FinishedRun> {
  const { oracle = false, runs = 1, temperature = 0, seed = 1, concurrency } = options;
  const settings = await generateOptionsOf(options);
  const dense = await openDense(options);
  const model = await openModel(options);
  const manifest: RunManifest = {
    format: "flowright-run",
    version: 1,
    flowright: version,
    model: model.id,
    set: set.name,
    cases: set.cases.length,
    skipped: set.skipped,
    setHash: set.hash,
    settings: {
      ...settingsRecord(options, dense?.embedder.id),
      weights: await weightsOf(options.model),
      oracle,
      runs,
      temperature,
      seed,
      catalog: set.cases[0]?.catalog.name ?? "",
    },
    machine: `${cpus().length} × ${cpus()[0]?.model ?? "?"}, ${process.platform} ${process.arch}`,
    node: process.version,
    started: new Date().toISOString(),
  };
  let folder: RunFolder | undefined;
  const progress = new Progress();
  const began = performance.now();
  try {
    if (options.out) folder = new RunFolder(options.out, manifest);
    const results = await evaluate(set, {
      ...settings,
      ...(dense ? { denseIndex: dense } : {}),
      model,
      signal,
      oracle,
      runs,
      temperature,
      seed,
      ...(concurrency ? { concurrency } : {}),
      ...(folder ? { folder } : {}),
      onResult: (_, done, total) =>
        progress.update(
          `${label ? `${label} ` : ""}${bar(done / total)} ${done} of ${total} cases, ${clock((performance.now() - began) / 1000)}`,
        ),
    });
    return { manifest, results };
  } finally {
    progress.done();
    folder?.close();
    await dense?.embedder.dispose();
    await model.dispose();
  }
}
