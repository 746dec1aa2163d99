import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  billingOf,
  type ComparedRun,
  compareRuns,
  type EvalSet,
  goldSet,
  readPrices,
  readRun,
} from "@flowright/evaluate";
import {
  comparisonHtml,
  comparisonJson,
  comparisonMarkdown,
  comparisonText,
} from "@flowright/evaluate/reports";
import { FlowrightError } from "@flowright/workflow/core";
import { catalogFor, readJson, readText } from "@flowright/workflow/node";
import { Command } from "commander";
import { writeText } from "../files.js";
import { MODEL_HELP } from "../model.js";
import { type ModelSpec, modelSpec } from "../model-spec.js";
import { type RunOptions, runModel, weightsOf } from "../run.js";
import { abortOnInterrupt } from "../signals.js";
import { positive, share } from "../values.js";

const PRICES = fileURLToPath(new URL("../../../prices.json", import.meta.url));

interface Options extends Pick<RunOptions, "concurrency" | "runs" | "temperature" | "seed" | "rpm"> {
  models: string;
  data: string;
  catalog?: string;
  out: string;
  prices?: string;
  html?: string;
  md?: string;
  json?: boolean;
}

/** The name of a run folder: the same for the same model, weights, options and set. */
async function folderOf({ name, options }: ModelSpec, set: EvalSet): Promise<string> {
  const words = name.replace(/[^\w.-]+/g, "-").slice(0, 48);
  const key = `${name}\n${set.hash}\n${await weightsOf(options.model)}`;
  return `${words}-${createHash("sha256").update(key).digest("hex").slice(0, 8)}`;
}

async function run(options: Options): Promise<void> {
  const signal = abortOnInterrupt();
  const catalog = catalogFor(options.data, options);
  const set = goldSet(readText(options.data), catalog, basename(options.data));
  const prices = readPrices(
    readJson(options.prices ?? PRICES, "PRICES_INVALID"),
    options.prices ?? "prices.json",
  );
  const names = options.models
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
  const specs = [...new Set(names)].map(modelSpec);
  if (specs.length < 2)
    throw new FlowrightError("USAGE", "a comparison needs two models or more", {
      hint: "flowright compare --models nano,nearest --data gold/dev.jsonl",
    });
  // A missing price is reported before any model runs.
  for (const { options: own } of specs)
    if (own.model && !/^run:/.test(own.model)) billingOf(own.model, prices);
  const { concurrency, runs, temperature, seed, rpm } = options;
  const shared = { concurrency, runs, temperature, seed, rpm };
  const given = Object.fromEntries(Object.entries(shared).filter(([, value]) => value !== undefined));
  const compared: ComparedRun[] = [];
  for (const [i, spec] of specs.entries()) {
    const folder = /^run:(.*)$/s.exec(spec.options.model ?? "")?.[1];
    const { manifest, results } =
      folder === undefined
        ? await runModel(
            set,
            { ...spec.options, ...given, out: join(options.out, await folderOf(spec, set)) },
            signal,
            `${i + 1}/${specs.length} ${spec.name}`,
          )
        : readRun(folder);
    compared.push({ name: spec.name, manifest, results });
  }
  const comparison = compareRuns(compared, prices);
  if (options.html) await writeText(options.html, comparisonHtml(comparison, catalog));
  if (options.md) await writeText(options.md, comparisonMarkdown(comparison));
  process.stdout.write(options.json ? `${comparisonJson(comparison)}\n` : comparisonText(comparison));
}

export const compareCommand = new Command("compare")
  .requiredOption(
    "--models <list>",
    "models with their options, separated by commas; run:FOLDER takes an existing run",
  )
  .requiredOption("--data <gold.jsonl>", "cases with `id`, `request` and `workflows`")
  .option(
    "-c, --catalog <file>",
    "the catalogue of the cases (default: NAME.catalog.json beside them, else the built-in one)",
  )
  .option(
    "-o, --out <folder>",
    "folder of run folders; the same command continues unfinished runs",
    "runs/compare",
  )
  .option("--html <file>", "write the whole report as one HTML page")
  .option("--md <file>", "write a summary as Markdown")
  .option("--prices <file>", "a price table of your own (default: the package's prices.json)")
  .option("--concurrency <n>", "cases at once (default 1)", positive)
  .option("--runs <k>", "run each case k times", positive)
  .option(
    "--temperature <t>",
    "sampling temperature, 0 to 2; 0 takes the most probable token (default 0)",
    share(2),
  )
  .option("--seed <n>", "seed of the first run at a temperature above 0 (default 1)", positive)
  .option("--rpm <n>", "model calls a minute, for models behind HTTP (default: no limit)", positive)
  .option("--json", "print the comparison as JSON")
  .addHelpText(
    "after",
    `
Options of flowright generate follow a model as ?NAME=VALUE&NAME=VALUE; off turns one off.
Examples:
  $ flowright compare --models nano,nearest --data gold/dev.jsonl --html report.html
  $ flowright compare --models "nano,nano?constraint=off,nano?retrieval-bias=0" --data gold/dev.jsonl
  $ flowright compare --models "nano,openai:gpt-4.1-mini?examples=3,openai:gpt-4.1-mini?without=conventions" --data gold/dev.jsonl
${MODEL_HELP}`,
  )
  .action(run);
