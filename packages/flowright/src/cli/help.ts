import { COMMANDS } from "./registry.js";

const WIDTH = 80;

/** Breaks a text into lines of at most `width` characters. */
function wrap(text: string, width: number): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1)!;
    if (line && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines;
}

function rows(entries: readonly (readonly [string, string])[]): string {
  const column = Math.max(...entries.map(([term]) => term.length)) + 4;
  return entries
    .map(([term, text]) => {
      const lines = wrap(text, WIDTH - column);
      return lines.map((line, i) => `${(i ? "" : `  ${term}`).padEnd(column)}${line}`).join("\n");
    })
    .join("\n");
}

/** The text of `flowright --help`. It is made without commander, so that the first look at the program is quick. */
export function overview(): string {
  const commands = [...COMMANDS].map(([name, { summary }]) => [name, summary] as const);
  return `Usage: flowright <command> [options]

Turns a plain-language request into a valid low-code workflow, on this machine.

Commands:
${rows(commands)}

Options:
${rows([
  ["-V, --version", "print the version"],
  ["-h, --help", "print this text; after a command, its options and examples"],
])}

Examples:
  $ flowright generate "every Monday at 9 post the open Jira issues to #team"
  $ flowright generate --help
`;
}
