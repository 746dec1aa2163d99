import { Command, CommanderError } from "commander";
import { overview } from "./help.js";
import { COMMANDS } from "./registry.js";
import { version } from "./version.js";

/** The command that is run is loaded; of the others the name and the summary are enough. */
async function program(args: readonly string[]): Promise<Command> {
  const flowright = new Command("flowright").version(version, "-V, --version");
  flowright.helpInformation = overview;
  const words = args.filter((word) => !word.startsWith("-"));
  const wanted = words[0] === "help" ? words[1] : words[0];
  for (const [name, { summary, load }] of COMMANDS) {
    const command = name === wanted ? await load() : new Command(name);
    flowright.addCommand(command.description(summary));
  }
  overrideExit(flowright);
  return flowright;
}

function overrideExit(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) overrideExit(child);
}

/** Runs the command line. Gives the exit code; never throws. */
export async function main(args: readonly string[]): Promise<number> {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // The reader of a pipe went away: nothing is left to say.
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  try {
    await (await program(args)).parseAsync([...args], { from: "user" });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    const { EXIT, reportError } = await import("./errors.js");
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    const { missingPackage } = await import("./missing-package.js");
    return reportError(missingPackage(error), args.includes("--json"));
  }
}
