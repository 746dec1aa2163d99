import { join } from "node:path";
import { engines } from "@flowright/engines";
import { printable } from "@flowright/workflow/core";
import { Command, Option } from "commander";
import pc from "picocolors";
import { openCatalog } from "../catalog.js";
import { writeText } from "../files.js";
import { openWorkflow } from "../workflow.js";

interface Options {
  to: string;
  output?: string;
  catalog?: string;
  json?: boolean;
}

async function run(file: string, options: Options): Promise<void> {
  const catalog = openCatalog(options);
  const workflow = openWorkflow(file, catalog);
  const { files, limitations } = engines.get(options.to)!.export(workflow, catalog);
  const say = (text: string) => process.stderr.write(`${text}\n`);
  if (options.json) process.stdout.write(`${JSON.stringify({ files, limitations })}\n`);
  else if (options.output === undefined) process.stdout.write(files[0]!.text);
  const [main, ...others] = files;
  if (options.output !== undefined) {
    await writeText(options.output, main!.text);
    if (!options.json) say(`written to ${options.output}`);
    for (const { name, text } of others) {
      const path = join(options.output, "..", name);
      await writeText(path, text);
      if (!options.json) say(`written to ${path}`);
    }
  } else if (others.length && !options.json)
    say(pc.dim(`also ${others.map(({ name }) => name).join(", ")}: -o FILE writes all`));
  if (!options.json)
    for (const { step, message } of limitations) say(pc.yellow(`! ${step}: ${printable(message)}`));
}

export const exportCommand = new Command("export")
  .argument("<file>", "a workflow document")
  .addOption(new Option("--to <engine>", "the engine").choices([...engines.keys()]).makeOptionMandatory())
  .option("-o, --output <file>", "where to write; further files go beside it (default: standard output)")
  .option("-c, --catalog <file>", "a catalogue of your own (default: the built-in one)")
  .option("--json", "print files and limitations for machines")
  .addHelpText(
    "after",
    `
Engines: ${[...engines.values()].map(({ id, title }) => `${id} (${title})`).join(", ")}
Example:
  $ flowright generate --json "when a P1 incident is opened, post it to #ops" > flow.json
  $ flowright export flow.json --to asl -o workflow.asl.json`,
  )
  .action(run);
