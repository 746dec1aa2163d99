import { draw } from "@flowright/engines/terminal";
import { validate, type Workflow } from "@flowright/workflow";
import { printable } from "@flowright/workflow/core";
import { readJson } from "@flowright/workflow/node";
import { Command } from "commander";
import pc from "picocolors";
import { openCatalog } from "../catalog.js";

function run(file: string, options: { catalog?: string; json?: boolean }): void {
  const catalog = openCatalog(options);
  const document = readJson(file, "WORKFLOW_INVALID");
  const issues = validate(document, catalog);
  const errors = issues.filter((issue) => issue.severity === "error");
  if (options.json) process.stdout.write(`${JSON.stringify({ valid: errors.length === 0, issues })}\n`);
  else {
    if (!issues.some((issue) => issue.code === "shape"))
      process.stdout.write(`${draw(document as Workflow, catalog)}\n\n`);
    for (const issue of issues)
      process.stdout.write(
        `${(issue.severity === "error" ? pc.red : pc.yellow)(issue.code)} ${pc.dim(issue.path)} ${printable(issue.message)}\n`,
      );
    process.stdout.write(errors.length ? pc.red("not valid\n") : pc.green("valid\n"));
  }
  if (errors.length) process.exitCode = 1;
}

export const validateCommand = new Command("validate")
  .argument("<file>")
  .option("-c, --catalog <file>", "a catalogue of your own (default: the built-in one)")
  .option("--json", "for machines")
  .addHelpText("after", "\nExample:\n  $ flowright validate flow.json")
  .action(run);
