import { type Command, Option } from "commander";

/**
 * Keeps the old name of an option working for one version: it is not shown by `--help`, and using it says what the name is
 * now. `renamed` is the new name without dashes, or picks a flag by the given value.
 */
export function renamedOption(
  command: Command,
  flags: string,
  renamed: string | ((value: string) => string),
  parse: (value: string) => unknown = () => true,
): Command {
  const old = new Option(flags).hideHelp();
  return command.addOption(old).on(`option:${old.name()}`, (value: string) => {
    const name = typeof renamed === "string" ? renamed : renamed(value);
    const attribute = new Option(`--${name}`).attributeName();
    command.setOptionValueWithSource(attribute, parse(value), "cli");
    process.stderr.write(
      `flowright: --${old.name()} is now --${name}; the old name goes with the next version\n`,
    );
  });
}
