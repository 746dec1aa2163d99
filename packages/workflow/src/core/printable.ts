/** Replaces control characters, except line ends and tabs: names from outside must not control a terminal. */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}]/gu, (char) => (char === "\n" || char === "\t" ? char : "�"));
