import { basename } from "node:path";
import { type EvalSet, flowBenchCatalog, flowBenchSet, goldSet, summarize } from "@flowright/evaluate";
import { runHtml, runJson, runText } from "@flowright/evaluate/reports";
import { FlowrightError } from "@flowright/workflow/core";
import { catalogFor, readJson, readText } from "@flowright/workflow/node";
import { Command } from "commander";
import { writeText } from "../files.js";
import { MODEL_HELP, withModelOptions } from "../model.js";
import { type RunOptions, runModel } from "../run.js";
import { abortOnInterrupt } from "../signals.js";
import { positive, share } from "../values.js";

interface Options extends RunOptions {
  flowBench?: string;
  catalog?: string;
  html?: string;
  json?: boolean;
}

function readSet(file: string | undefined, options: Options): EvalSet {
  if ((file === undefined) === (options.flowBench === undefined))
    throw new FlowrightError("USAGE", "give either a gold file or --flow-bench", {
      hint: "flowright evaluate gold/dev.jsonl",
    });
  if (options.flowBench !== undefined) {
    if (!options.catalog)
      throw new FlowrightError("USAGE", "--flow-bench needs its --catalog", {
        hint: "flowright evaluate --flow-bench cases.jsonl --catalog catalog.json",
      });
    return flowBenchSet(
      readText(options.flowBench),
      flowBenchCatalog(readJson(options.catalog, "CATALOG_INVALID")),
    );
  }
  return goldSet(readText(file!), catalogFor(file!, options), basename(file!));
}

async function run(file: string | undefined, options: Options): Promise<void> {
  const signal = abortOnInterrupt();
  const set = readSet(file, options);
  if ((options.runs ?? 1) > 1 && !options.temperature)
    throw new FlowrightError("USAGE", "--runs repeats the same answers unless --temperature is above 0", {
      hint: "flowright evaluate gold/dev.jsonl --runs 4 --temperature 0.7",
    });
  const { manifest, results } = await runModel(set, options, signal);
  const summary = summarize(results, set.skipped);
  if (options.html) await writeText(options.html, runHtml(manifest, summary));
  process.stdout.write(options.json ? `${runJson(summary)}\n` : runText(manifest, summary));
}

export const evaluateCommand = withModelOptions(
  new Command("evaluate")
    .argument("[gold.jsonl]", "cases with `id`, `request` and `workflows`, the right answers")
    .option("--flow-bench <cases.jsonl>", "your own copy of IBM/flow-bench cases; with --catalog")
    .option(
      "-c, --catalog <file>",
      "the catalogue of the cases (default: NAME.catalog.json beside them, else the built-in one)",
    ),
)
  .option("--concurrency <n>", "cases at once (default 1, which makes runs reproducible)", positive)
  .option("--runs <k>", "run each case k times, for pass^k: how often all of them are right", positive)
  .option(
    "--temperature <t>",
    "sampling temperature, 0 to 2; 0 takes the most probable token (default 0)",
    share(2),
  )
  .option("--seed <n>", "seed of the first run at a temperature above 0 (default 1)", positive)
  .option("--oracle", "put the right steps among the candidates, as perfect retrieval would")
  .option(
    "-o, --out <folder>",
    "run folder: keeps every result; the same command continues an unfinished run",
  )
  .option("--html <file>", "also write the report as one HTML page")
  .option("--json", "print the summary as JSON")
  .addHelpText(
    "after",
    `
Examples:
  $ flowright evaluate gold/dev.jsonl -o runs/dev --html report.html
  $ flowright evaluate --flow-bench cases.jsonl --catalog catalog.json --json
  $ flowright evaluate gold/dev.jsonl --runs 4 --temperature 0.7
  $ flowright evaluate gold/dev.jsonl --model nearest
${MODEL_HELP}`,
  )
  .action(run);
