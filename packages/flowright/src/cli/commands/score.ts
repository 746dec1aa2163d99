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
    throw new Error(`${what} is no workflow document: ${issues[0]?.path ?? ""} ${issues[0]?.message ?? ""}`);
  return workflow;
}

/** A candidate may be a document or a model's raw text; a text that is none scores as an empty workflow. */
function candidateDocument(value: unknown): Workflow {
  if (typeof value !== "string") return document(value, "the candidate");
  try {
    return document(JSON.parse(value), "the candidate");
  } catch {
    return { version: 1, name: "", steps: [] };
  }
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
          candidateDocument(candidate),
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
    "lines with `candidate`, a model's raw text, and `reference`, a flow; `-` reads standard input",
  )
  .option("--native", "the flows are Flowright documents; also says what to change")
  .option("--strict", "mend the quirks of the public reference code instead of keeping them")
  .option("-c, --catalog <file>", "with --native: a catalogue of your own (default: the built-in one)")
  .addHelpText(
    "after",
    `
Prints one JSON line a pair. Flat flows have the ServiceNow form: trigger, components with order and block.

Examples:
  $ flowright score pairs.jsonl > scores.jsonl
  $ flowright score --native --catalog my-catalog.json - < pairs.jsonl`,
  )
  .action(run);
