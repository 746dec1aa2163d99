import { engines } from "@flowright/engines";
import { draw } from "@flowright/engines/terminal";
import { readJson } from "@flowright/workflow/node";
import { Command, Option } from "commander";
import { openCatalog } from "../catalog.js";
import { writeText } from "../files.js";

interface Options {
  from: string;
  output?: string;
  catalog?: string;
  json?: boolean;
}

const sources = [...engines.values()].filter((engine) => engine.import);

async function run(file: string, options: Options): Promise<void> {
  const catalog = openCatalog(options);
  const engine = engines.get(options.from)!;
  const workflow = engine.import!(readJson(file, engine.importErrorCode!), catalog);
  const text = `${JSON.stringify(workflow, null, 2)}\n`;
  if (options.output !== undefined) await writeText(options.output, text);
  if (options.json) process.stdout.write(text);
  else process.stdout.write(`${draw(workflow, catalog)}\n`);
}

export const importCommand = new Command("import")
  .argument("<file>", "what another engine has, as JSON")
  .addOption(
    new Option("--from <engine>", "whose form it is")
      .choices(sources.map(({ id }) => id))
      .makeOptionMandatory(),
  )
  .option("-o, --output <file>", "write the document to a file")
  .option("-c, --catalog <file>", "a catalogue of your own, for the picture (default: the built-in one)")
  .option("--json", "print the document alone")
  .addHelpText(
    "after",
    "\nExamples:\n  $ flowright import flat.json --from flat -o flow.json\n  $ flowright import my-n8n-workflow.json --from n8n -o flow.json",
  )
  .action(run);
