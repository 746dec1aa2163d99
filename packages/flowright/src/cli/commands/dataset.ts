import { writeDataset, writtenPairs } from "@flowright/datagen";
import { FlowrightError } from "@flowright/workflow/core";
import { Command } from "commander";
import { openCatalog } from "../catalog.js";
import { bar, Progress } from "../progress.js";
import { renamedOption } from "../renamed-option.js";

interface Options {
  out: string;
  count: string;
  seed: string;
  invented: string;
  catalog?: string;
  written?: string;
  writtenShare: string;
  crudRequests?: string;
  inputsPerRequest: string;
  annotations: boolean;
  singlePass?: boolean;
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
  const crud =
    options.crudRequests === undefined ? undefined : shareOf(options.crudRequests, "--crud-requests");
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
    ...(crud === undefined ? {} : { crudShare: crud }),
    inputsPerRequest,
    form: {
      annotations: options.annotations,
      ...(options.singlePass ? { passes: "singlePass" as const } : {}),
    },
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

const command = new Command("dataset")
  .requiredOption(
    "-o, --out <folder>",
    "where to write train.jsonl, valid.jsonl, tokens.json, metadata.json and CARD.md",
  )
  .option("-n, --count <n>", "requests", "20000")
  .option("--seed <n>", "the same seed gives the same data", "1")
  .option("--invented <share>", "share of requests over invented catalogues", "0.45")
  .option("-c, --catalog <file>", "a catalogue of your own (default: the built-in one)")
  .option("--written <folder>", "written pairs (*.flow) to mix in, augmented")
  .option("--written-share <share>", "share of the requests that are augmented written pairs", "0.4")
  .option(
    "--crud-requests <share>",
    "share of the rest that are create-read-update-delete requests over the connectors of an integration platform (default: 0.3 with --written, else 0)",
  )
  .option(
    "--inputs-per-request <n>",
    "examples of the second pass (inputs) a request, at most; 0.7: one for seven in ten requests",
    "2",
  )
  .option("--no-annotations", "ablation: answers without the annotation before each node")
  .option("--single-pass", "ablation: outline and inputs in one answer")
  .option("--json", "for machines")
  .addHelpText(
    "after",
    "\nExample:\n  $ flowright dataset -n 50000 --seed 7 -o data/\n  $ flowright dataset --written packages/datagen/written -o data/",
  )
  .action(run);
renamedOption(command, "--errands <share>", "crud-requests", String);
renamedOption(command, "--stages <n>", (value) => (value === "1" ? "single-pass" : "two-pass"));
/** `flowright dataset` */
export const datasetCommand = command;
