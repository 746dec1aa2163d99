import { draw } from "@flowright/engines/terminal";
import { type GenerateStats, generateEvents } from "@flowright/generate";
import type { ValidationIssue, Workflow } from "@flowright/workflow";
import { FlowrightError } from "@flowright/workflow/core";
import { readText } from "@flowright/workflow/node";
import { Command } from "commander";
import pc from "picocolors";
import { openCatalog } from "../catalog.js";
import { openDense } from "../embedder.js";
import { readStdin, writeText } from "../files.js";
import { generateOptionsOf } from "../generation-options.js";
import { Live } from "../live.js";
import { MODEL_HELP, type ModelOptions, openModel, withModelOptions } from "../model.js";
import { abortOnInterrupt } from "../signals.js";

interface Options extends ModelOptions {
  json?: boolean;
  output?: string;
  file?: string;
  catalog?: string;
  stats?: boolean;
}

async function requestText(words: string[], options: Options, signal: AbortSignal): Promise<string> {
  if (words.length && options.file)
    throw new FlowrightError("USAGE", "give the request as words or as --file, not both");
  if (words.length && !(words.length === 1 && words[0] === "-")) return words.join(" ");
  if (options.file) return readText(options.file);
  if (process.stdin.isTTY)
    throw new FlowrightError("USAGE", "there is no request", {
      hint: 'flowright generate "when a form is submitted, email sales@acme.test"',
    });
  return readStdin(signal);
}

/** Below this the outline is right in few cases: on gold/dev its mean FlowSim was 0.75 there, and 0.90 above. */
const DOUBTFUL = 0.35;

function confidence(probability: number): string {
  const told = `confidence ${Math.round(100 * probability)}%`;
  return probability < DOUBTFUL ? pc.yellow(`${told}: look at every step`) : told;
}

function summary(
  issues: readonly ValidationIssue[],
  workflow: Workflow,
  stats: GenerateStats,
  detailed: boolean,
): string {
  const missing = workflow.missing?.length ?? 0;
  const errors = issues.filter((issue) => issue.severity === "error");
  const head = errors.length ? pc.red(`${errors.length} errors`) : pc.green("valid");
  const notes = [
    head,
    missing ? pc.yellow(`${missing} to fill in`) : "nothing missing",
    ...(stats.confidence === null ? [] : [confidence(stats.confidence)]),
    `${(stats.totalMs / 1000).toFixed(2)} s`,
  ];
  const cut = issues
    .filter((issue) => issue.code === "shape")
    .map((issue) => pc.yellow(`! ${issue.message}`));
  const numbers = detailed
    ? [
        pc.dim(
          `first node ${Math.round(stats.firstNodeMs ?? 0)} ms, outline ${Math.round(stats.outlineMs)} ms, ${stats.calls} model calls, ${stats.promptTokens} prompt tokens (${stats.cachedTokens} reused), ${stats.answerTokens} answer tokens`,
        ),
      ]
    : [];
  return [notes.join(pc.dim(" · ")), ...numbers, ...cut].join("\n");
}

async function run(words: string[], options: Options): Promise<void> {
  const signal = abortOnInterrupt();
  const request = await requestText(words, options, signal);
  const catalog = openCatalog(options);
  const settings = await generateOptionsOf(options);
  const dense = await openDense(options);
  const model = await openModel(options);
  const live = new Live(process.stdout);
  try {
    const partial: { workflow: Workflow } = { workflow: { version: 1, name: "", steps: [] } };
    for await (const event of generateEvents(request, {
      model,
      catalog,
      signal,
      ...settings,
      ...(dense ? { denseIndex: dense } : {}),
    })) {
      if (event.type === "trigger") partial.workflow = { ...partial.workflow, trigger: event.trigger };
      if (event.type === "step" || event.type === "outline" || event.type === "filled")
        partial.workflow = event.workflow;
      if (event.type !== "done") {
        if (!options.json) live.show(draw(partial.workflow, catalog));
        continue;
      }
      const text = `${JSON.stringify(event.workflow, null, 2)}\n`;
      live.clear();
      if (options.output) await writeText(options.output, text);
      if (options.json) {
        if (!options.output) process.stdout.write(text);
      } else {
        process.stdout.write(
          `${draw(event.workflow, catalog)}\n\n${summary(event.issues, event.workflow, event.stats, options.stats ?? false)}\n`,
        );
        if (options.output) process.stdout.write(`${pc.dim("written to")} ${options.output}\n`);
      }
    }
  } finally {
    await dense?.embedder.dispose();
    await model.dispose();
  }
}

export const generateCommand = withModelOptions(
  new Command("generate")
    .argument("[request...]", "what should happen, in plain words; `-` or nothing reads standard input")
    .option("-f, --file <file>", "read the request from a file")
    .option("--json", "print the document alone")
    .option("-o, --output <file>", "also write the document to a file")
    .option("-c, --catalog <file>", "a catalogue of your own (default: the built-in one)"),
)
  .option("--stats", "also print tokens and times")
  .addHelpText(
    "after",
    `
Examples:
  $ flowright generate "When a P1 incident is opened, post it to #ops"
  $ flowright generate --json -o flow.json < request.txt
  $ flowright generate --catalog my-catalog.json "archive every closed claim"
  $ flowright generate --model openai:gpt-4.1-mini --examples 3 "…"
${MODEL_HELP}`,
  )
  .action(run);
