import { writeDataset, writtenPairs } from "@flowright/datagen";
import { FlowrightError } from "@flowright/workflow/core";
import { Command, Option } from "commander";
import { openCatalog } from "../catalog.js";
import { bar, Progress } from "../progress.js";

interface Options {
  out: string;
  count: string;
  seed: string;
  invented: string;
  catalog?: string;
  written?: string;
  writtenShare: string;
  errands?: string;
  inputsPerRequest: string;
  annotations: boolean;
  stages?: 1 | 2;
  json?: boolean;
}

function shareOf(text: string, option: string): number {
  const share = Number(text);
  if (!(share >= 0 && share <= 1)) throw new FlowrightError("USAGE", `${option} is a share from 0 to 1`);
  return share;
}

async function run(options: Options): Promise<void> {
  const count = Number(options.count);
  if (!Number.isInteger(count) || count < 1)
    throw new FlowrightError("USAGE", "--count is a number from 1 up");
  const invented = shareOf(options.invented, "--invented");
  const writtenShare = shareOf(options.writtenShare, "--written-share");
  const errands = options.errands === undefined ? undefined : shareOf(options.errands, "--errands");
  const inputsPerRequest = Number(options.inputsPerRequest);
  if (!(inputsPerRequest >= 0))
    throw new FlowrightError("USAGE", "--inputs-per-request is a number from 0 up, such as 0.7");
  const progress = new Progress();
  const catalog = openCatalog(options);
  const summary = await writeDataset({
    out: options.out,
    count,
    seed: Number(options.seed) || 1,
    invented,
    catalog,
    ...(options.written ? { written: writtenPairs(options.written, catalog), writtenShare } : {}),
    ...(errands === undefined ? {} : { errands }),
    inputsPerRequest,
    form: { annotations: options.annotations, ...(options.stages ? { stages: options.stages } : {}) },
    onProgress: (requests, examples) =>
      progress.update(`${bar(requests / count)} ${requests} requests, ${examples} examples`),
  });
  progress.done();
  if (options.json) process.stdout.write(`${JSON.stringify(summary)}\n`);
  else
    process.stdout.write(
      `${summary.requests} requests, ${summary.examples} examples in ${summary.seconds.toFixed(1)} s, written to ${options.out} with a data card\n`,
    );
}

export const datasetCommand = new Command("dataset")
  .requiredOption("-o, --out <folder>", "where to write train.jsonl, valid.jsonl, tokens.json and CARD.md")
  .option("-n, --count <n>", "requests", "20000")
  .option("--seed <n>", "the same seed gives the same data", "1")
  .option("--invented <share>", "share of requests over invented catalogues", "0.45")
  .option("-c, --catalog <file>", "a catalogue of your own (default: the built-in one)")
  .option("--written <folder>", "pairs that people wrote (*.flow), to mix variations of them in")
  .option("--written-share <share>", "share of the requests that are such variations", "0.4")
  .option(
    "--errands <share>",
    "share of the rest that are errands over the connectors of an integration platform (default: 0.3 with --written, else 0)",
  )
  .option(
    "--inputs-per-request <n>",
    "examples of stage 2 a request, at most; 0.7: one for seven in ten requests, and more of the outlines",
    "2",
  )
  .option("--no-annotations", "answers without the words of the request before each node, for an ablation")
  .addOption(
    new Option(
      "--stages <n>",
      "the outline and then each node, or all in one text, for an ablation (default 2)",
    )
      .choices(["1", "2"])
      .argParser(Number),
  )
  .option("--json", "for machines")
  .addHelpText(
    "after",
    "\nExample:\n  $ flowright dataset -n 50000 --seed 7 -o data/\n  $ flowright dataset --written packages/datagen/written -o data/",
  )
  .action(run);
