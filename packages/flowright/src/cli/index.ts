import { Command, CommanderError } from "commander";
import { catalogCommand } from "./commands/catalog.js";
import { compareCommand } from "./commands/compare.js";
import { datasetCommand } from "./commands/dataset.js";
import { describeCommand, drawCommand } from "./commands/describe.js";
import { evaluateCommand } from "./commands/evaluate.js";
import { exportCommand } from "./commands/export.js";
import { generateCommand } from "./commands/generate.js";
import { goldCommand } from "./commands/gold.js";
import { importCommand } from "./commands/import.js";
import { judgeCommand } from "./commands/judge.js";
import { promptsCommand } from "./commands/prompts.js";
import { scoreCommand } from "./commands/score.js";
import { serveCommand } from "./commands/serve.js";
import { simulateCommand } from "./commands/simulate.js";
import { trainCommand } from "./commands/train.js";
import { validateCommand } from "./commands/validate.js";
import { EXIT, reportError } from "./errors.js";
import { version } from "./version.js";

function program(): Command {
  const flowright = new Command("flowright")
    .description("Turns a plain-language request into a valid low-code workflow, on this machine.")
    .version(version)
    .addHelpText(
      "after",
      '\nExample:\n  $ flowright generate "every Monday at 9 post the open Jira issues to #team"',
    );
  for (const command of [
    generateCommand,
    catalogCommand,
    validateCommand,
    describeCommand,
    drawCommand,
    simulateCommand,
    exportCommand,
    importCommand,
    evaluateCommand,
    compareCommand,
    judgeCommand,
    scoreCommand,
    promptsCommand,
    serveCommand,
    goldCommand,
    datasetCommand,
    trainCommand,
  ])
    flowright.addCommand(command);
  const quiet = (command: Command): void => {
    command.exitOverride();
    for (const child of command.commands) quiet(child);
  };
  quiet(flowright);
  return flowright;
}

/** Runs the command line. Gives the exit code; never throws. */
export async function main(args: readonly string[]): Promise<number> {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // The reader of a pipe went away: nothing is left to say.
    if (error.code === "EPIPE") process.exit(EXIT.ok);
    throw error;
  });
  try {
    await program().parseAsync([...args], { from: "user" });
    return Number(process.exitCode ?? EXIT.ok);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return reportError(error, args.includes("--json"));
  }
}
