import { basename } from "node:path";
import { goldSet } from "@flowright/evaluate";
import { buildPrompt } from "@flowright/generate";
import { promptKey } from "@flowright/generate/model";
import { FlowrightError } from "@flowright/workflow/core";
import { catalogFor, readText } from "@flowright/workflow/node";
import { Command } from "commander";
import { openDense } from "../embedder.js";
import { writeText } from "../files.js";
import {
  type GenerationOptions,
  generateOptionsOf,
  passesOf,
  withGenerationOptions,
} from "../generation-options.js";

interface Options extends GenerationOptions {
  output?: string;
  catalog?: string;
}

async function run(file: string, options: Options): Promise<void> {
  const set = goldSet(readText(file), catalogFor(file, options), basename(file));
  if (options.codec === "compact" || passesOf(options) === 2)
    throw new FlowrightError(
      "USAGE",
      "prompts can be written for the json codec in a single pass only: a second pass depends on the first answer",
    );
  const settings = await generateOptionsOf(options);
  const dense = await openDense(options);
  const lines: string[] = [];
  try {
    for (const { id, request, catalog } of set.cases) {
      const { prompt, schema } = await buildPrompt(request, {
        catalog,
        ...settings,
        ...(dense ? { denseIndex: dense } : {}),
      });
      lines.push(`${JSON.stringify({ id, key: promptKey(prompt), prompt, schema })}\n`);
    }
  } finally {
    await dense?.embedder.dispose();
  }
  if (!options.output) process.stdout.write(lines.join(""));
  else {
    await writeText(options.output, lines.join(""));
    process.stderr.write(`${lines.length} prompts in ${options.output}\n`);
  }
}

export const promptsCommand = withGenerationOptions(
  new Command("prompts")
    .argument("<gold.jsonl>", "cases with `id`, `request` and `workflows`")
    .option("-o, --output <file>", "where to write (default: standard output)")
    .option(
      "-c, --catalog <file>",
      "the catalogue of the cases (default: NAME.catalog.json beside them, else the built-in one)",
    ),
)
  .addHelpText(
    "after",
    `
A line has "id", "key", "prompt" and the JSON "schema" of the answer. Ask your model, write a line {"key", "answer"} for each
(and "usage" and "timing", if you know them), and score the answers as if the model had been called:
  $ flowright prompts gold/dev.jsonl -o prompts.jsonl
  $ flowright evaluate gold/dev.jsonl --codec json --model recorded:answers.jsonl`,
  )
  .action(run);
