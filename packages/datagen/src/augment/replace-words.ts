import { escapeRegExp } from "../text/index.js";

/** Words and what stands for them in a variation; every place of the pair changes alike. */
export type Replacements = Map<string, string>;

/** A function that replaces whole words, the longest first. */
export function wordReplacer(replacements: Replacements): (text: string) => string {
  if (!replacements.size) return (text) => text;
  const longest = [...replacements.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${longest.map(escapeRegExp).join("|")})(?![\\p{L}\\p{N}])`,
    "gu",
  );
  return (text) => text.replace(pattern, (found) => replacements.get(found) ?? found);
}
