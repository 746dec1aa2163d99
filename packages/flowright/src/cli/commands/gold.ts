import { goldSet, goldStatistics } from "@flowright/evaluate";
import { percent } from "@flowright/evaluate/reports";
import { catalogFor, readText } from "@flowright/workflow/node";
import { Command } from "commander";
import pc from "picocolors";

function check(files: string[], options: { catalog?: string; json?: boolean }): void {
  for (const file of files) {
    const set = goldSet(readText(file), catalogFor(file, options), file);
    const numbers = goldStatistics(set);
    if (options.json) process.stdout.write(`${JSON.stringify({ file, sha256: set.hash, ...numbers })}\n`);
    else
      process.stdout.write(
        `${pc.green("valid")} ${file}: ${numbers.cases} cases, ${numbers.steps.toFixed(1)} steps on average, ${percent(numbers.nested)} nested, ${percent(numbers.deep)} three deep or more, ${percent(numbers.placeholders)} with a placeholder, ${percent(numbers.severalReferences)} with several right answers\n`,
      );
  }
}

export const goldCommand = new Command("gold");
goldCommand
  .command("check")
  .description("check that every case is readable and valid, and that its annotations quote the request")
  .argument("<files...>", "JSON lines with `id`, `request` and `workflows`")
  .option(
    "-c, --catalog <file>",
    "the catalogue of the cases (default: NAME.catalog.json beside them, else the built-in one)",
  )
  .option("--json", "print the numbers as JSON")
  .addHelpText("after", "\nExample:\n  $ flowright gold check gold/dev.jsonl gold/ood/*.jsonl")
  .action(check);
