/** Control characters of a terminal have no place in a message: names of files and steps come from outside. */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}]/gu, (char) => (char === "\n" || char === "\t" ? char : "�"));
