import type { Random } from "@flowright/workflow/core";

type Part = string | { slot: string } | { optional: Part[] } | { choice: Part[][] };
export type Phrase = readonly Part[];

const cache = new Map<string, Phrase>();

/** Parses the phrase notation of a catalogue: `[optional]`, `(one|other)`, `{input}`. Unbalanced marks are text. */
export function parsePhrase(source: string): Phrase {
  let phrase = cache.get(source);
  if (!phrase) {
    phrase = parse(source.startsWith("~ ") ? source.slice(2) : source);
    cache.set(source, phrase);
  }
  return phrase;
}

function parse(text: string): Part[] {
  const parts: Part[] = [];
  let plain = "";
  const flush = () => {
    if (plain) parts.push(plain);
    plain = "";
  };
  for (let i = 0; i < text.length; i++) {
    const close = { "[": "]", "(": ")", "{": "}" }[text[i]!];
    const end = close ? matching(text, i, text[i]!, close) : -1;
    if (end < 0) {
      plain += text[i];
      continue;
    }
    flush();
    const inside = text.slice(i + 1, end);
    if (text[i] === "{") parts.push({ slot: inside });
    else if (text[i] === "(") parts.push({ choice: split(inside).map(parse) });
    else
      parts.push({
        optional: split(inside).length > 1 ? [{ choice: split(inside).map(parse) }] : parse(inside),
      });
    i = end;
  }
  flush();
  return parts;
}

function matching(text: string, from: number, open: string, close: string): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    if (text[i] === open) depth++;
    else if (text[i] === close && --depth === 0) return i;
  }
  return -1;
}

/** Splits at each `|` outside of brackets. */
function split(text: string): string[] {
  const out = [""];
  let depth = 0;
  for (const char of text) {
    if ("([{".includes(char)) depth++;
    if (")]}".includes(char)) depth--;
    if (char === "|" && depth === 0) out.push("");
    else out[out.length - 1] += char;
  }
  return out;
}

/**
 * One way to word a phrase. `fill` gives the words of a slot, or undefined when there is nothing to say: then the
 * optional part around it goes, and a slot that stands alone makes the whole phrase undefined.
 */
export function renderPhrase(
  phrase: Phrase,
  rng: Random,
  fill: (slot: string) => string | undefined,
  optional = 0.5,
): string | undefined {
  let out = "";
  for (const part of phrase) {
    if (typeof part === "string") out += part;
    else if ("slot" in part) {
      const words = fill(part.slot);
      if (words === undefined) return undefined;
      out += words;
    } else if ("choice" in part) {
      const words = renderPhrase(rng.pick(part.choice), rng, fill, optional);
      if (words === undefined) return undefined;
      out += words;
    } else if (rng.chance(optional)) out += renderPhrase(part.optional, rng, fill, optional) ?? "";
  }
  return out.replace(/ {2,}/g, " ").trim();
}
