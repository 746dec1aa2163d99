import { basename } from "node:path";
import { Command } from "commander";
import { goldSet } from "../../evaluate/index.js";
import { questionOf } from "../../generate/index.js";
import { promptKey } from "../../models/index.js";
import { catalogFor } from "../catalog.js";
import { readText, writeText } from "../files.js";
import { positive } from "../values.js";

interface Options {
  output?: string;
  catalog?: string;
  candidates?: number;
}

async function run(file: string, options: Options): Promise<void> {
  const set = goldSet(readText(file), catalogFor(file, options), basename(file));
  const lines = set.cases.map(({ id, request, catalog }) => {
    const question = questionOf(request, {
      catalog,
      ...(options.candidates ? { candidates: options.candidates } : {}),
    });
    return `${JSON.stringify({ id, key: promptKey(question.prompt), ...question })}\n`;
  });
  if (!options.output) process.stdout.write(lines.join(""));
  else {
    await writeText(options.output, lines.join(""));
    process.stderr.write(`${lines.length} prompts in ${options.output}\n`);
  }
}

export const promptsCommand = new Command("prompts")
  .description("write the exact prompts for a set, for models that are asked elsewhere")
  .argument("<gold.jsonl>", "cases with `id`, `request` and `workflows`")
  .option("-o, --output <file>", "where to write (default: standard output)")
  .option(
    "-c, --catalog <file>",
    "the catalogue of the cases (default: NAME.catalog.json beside them, else the built-in one)",
  )
  .option("--candidates <n>", "actions offered to the model (default 15)", positive)
  .addHelpText(
    "after",
    `
A line has "id", "key", "prompt" and the JSON "schema" of the answer. Ask your model, write a line {"key", "answer"} for each
(and "usage" and "timing", if you know them), and score the answers as if the model had been called:
  $ flowright prompts gold/dev.jsonl -o prompts.jsonl
  $ flowright evaluate gold/dev.jsonl --codec json --model recorded:answers.jsonl`,
  )
  .action(run);
