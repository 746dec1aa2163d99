import { type FlatFlow, scoreFlat, scoreWorkflow } from "@flowright/evaluate/metrics";
import { checkShape, type Workflow } from "@flowright/workflow";
import { jsonLines } from "@flowright/workflow/core";
import { readText } from "@flowright/workflow/node";
import { Command } from "commander";
import { openCatalog } from "../catalog.js";
import { readStdin } from "../files.js";
import { abortOnInterrupt } from "../signals.js";

interface Options {
  native?: boolean;
  strict?: boolean;
  catalog?: string;
}

const round = (scores: object): string =>
  JSON.stringify(scores, (_, value) => (typeof value === "number" ? Number(value.toFixed(10)) : value));

function document(value: unknown, what: string): Workflow {
  const { workflow, issues } = checkShape(value);
  if (!workflow)
    throw new Error(
      `${what} is not a workflow document: ${issues[0]?.path ?? ""} ${issues[0]?.message ?? ""}`,
    );
  return workflow;
}

async function run(file: string, options: Options): Promise<void> {
  const signal = abortOnInterrupt();
  const text = file === "-" ? await readStdin(signal) : readText(file);
  const catalog = openCatalog(options);
  const source = {
    name: file,
    code: "PAIRS_INVALID",
    hint: 'Each line is {"candidate": "the raw answer", "reference": {the right flow}}.',
  } as const;
  const lines = jsonLines(text, source, (value) => {
    const { id, candidate, reference, request } = value as Record<string, unknown>;
    if (candidate === undefined || typeof reference !== "object" || reference === null)
      throw new Error('a pair needs "candidate" and "reference"');
    const scores = options.native
      ? scoreWorkflow(
          typeof candidate === "string" ? candidate : document(candidate, "the candidate"),
          (Array.isArray(reference) ? reference : [reference]).map((one) => document(one, "the reference")),
          catalog,
          typeof request === "string" ? request : undefined,
        )
      : scoreFlat(candidate as string, reference as FlatFlow, options.strict);
    return id === undefined ? scores : { id, ...scores };
  });
  for (const scores of lines) process.stdout.write(`${round(scores)}\n`);
}

export const scoreCommand = new Command("score")
  .argument(
    "<pairs.jsonl>",
    "lines with `candidate`, a model's raw answer or a flow, and `reference`, a flow; `-` reads standard input",
  )
  .option("--native", "the flows are Flowright documents; also lists the edits that would make them equal")
  .option("--strict", "correct the quirks of the public reference code instead of reproducing them")
  .option("-c, --catalog <file>", "with --native: a catalogue of your own (default: the built-in one)")
  .addHelpText(
    "after",
    `
Prints one JSON line for each pair. Flat flows have the ServiceNow form: trigger, components with order and block. A raw answer
may hold its flow in a code fence or between words; an answer without a flow scores as an empty one.

Examples:
  $ flowright score pairs.jsonl > scores.jsonl
  $ flowright score --native --catalog my-catalog.json - < pairs.jsonl`,
  )
  .action(run);
