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
  .description("say in plain language what a workflow does")
  .argument("<file>", "a workflow document")
  .option("-c, --catalog <file>", "a catalogue of your own (default: the built-in one)")
  .addHelpText("after", "\nExample:\n  $ flowright describe flow.json")
  .action((file: string, options: Options) => {
    const catalog = openCatalog(options);
    process.stdout.write(`${printable(describeWorkflow(openWorkflow(file, catalog), catalog))}\n`);
  });

export const drawCommand = new Command("draw")
  .description("draw a workflow as a tree (flowright export --to mermaid: as a flow chart)")
  .argument("<file>", "a workflow document")
  .option("-c, --catalog <file>", "a catalogue of your own (default: the built-in one)")
  .addHelpText("after", "\nExample:\n  $ flowright draw flow.json")
  .action((file: string, options: Options) => {
    const catalog = openCatalog(options);
    process.stdout.write(`${draw(openWorkflow(file, catalog), catalog)}\n`);
  });
