/** Plain verbs for the method names of LoopBack connectors. */
export const CONNECTOR_VERBS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    retrievewithwhere: "find",
    deletewithwhere: "delete",
    updatewithwhere: "update",
    upsertwithwhere: "upsert",
  }),
);

const CAMEL_CASE = /([a-z0-9])([A-Z])/g;

/** The plain lower-case words of an identifier or title: `Jira_Issue__createNew` → jira, issue, create, new. */
export function identifierWords(text: string): string[] {
  return text
    .replace(CAMEL_CASE, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** The singular of an English noun, by its ending: companies → company, statuses → status, issues → issue. */
export function singular(noun: string): string {
  if (/(ss|us|is)$/.test(noun)) return noun;
  if (/ies$/.test(noun) && noun.length > 4) return `${noun.slice(0, -3)}y`;
  if (/(ch|sh|x|ss|us)es$/.test(noun)) return noun.slice(0, -2);
  return noun.endsWith("s") && noun.length > 3 ? noun.slice(0, -1) : noun;
}

/** The inverse of {@link singular} for regular nouns. */
export function plural(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  if (/(ch|sh|x|s)$/.test(noun)) return `${noun}es`;
  return `${noun}s`;
}
