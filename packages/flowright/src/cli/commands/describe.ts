import { describeWorkflow } from "@flowright/engines";
import { draw } from "@flowright/engines/terminal";
import { printable } from "@flowright/workflow/core";
import { Command } from "commander";
import { openCatalog } from "../catalog.js";
import { openWorkflow } from "../workflow.js";

interface Options {
  catalog?: string;
}

export const describeCommand = new Command("describe")
  .argument("<file>", "a workflow document")
  .option("-c, --catalog <file>", "a catalogue of your own (default: the built-in one)")
  .addHelpText("after", "\nExample:\n  $ flowright describe flow.json")
  .action((file: string, options: Options) => {
    const catalog = openCatalog(options);
    process.stdout.write(`${printable(describeWorkflow(openWorkflow(file, catalog), catalog))}\n`);
  });

export const drawCommand = new Command("draw")
  .argument("<file>", "a workflow document")
  .option("-c, --catalog <file>", "a catalogue of your own (default: the built-in one)")
  .addHelpText("after", "\nExample:\n  $ flowright draw flow.json")
  .action((file: string, options: Options) => {
    const catalog = openCatalog(options);
    process.stdout.write(`${draw(openWorkflow(file, catalog), catalog)}\n`);
  });
