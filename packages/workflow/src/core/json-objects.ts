import { stripBom } from "./text.js";

export type JsonObject = Readonly<Record<string, unknown>>;

/** A code fence as CommonMark defines it: three or more backticks or tildes, the same ones or more to close it. */
const FENCE = /^ {0,3}(`{3,}|~{3,})[^\n`~]*\n([\s\S]*?)\n {0,3}\1[`~]*[ \t]*\r?$/gm;
/** A fence that shares a line with other text. */
const INLINE_FENCE = /(```|~~~)(?:json)?([\s\S]*?)\1/gi;

/**
 * The JSON objects in a text such as a model's answer, the most trustworthy first: the whole text, then the content of
 * code fences (``` or ~~~, with or without a language), then objects between other words. A text that is JSON but not
 * an object has none, nor has one that ends inside its object.
 */
export function* jsonObjectsIn(text: string): Generator<JsonObject> {
  const source = stripBom(text);
  const whole = parse(source);
  if (whole !== undefined) {
    if (isObject(whole)) yield whole;
    return;
  }
  for (const fence of [FENCE, INLINE_FENCE])
    for (const [, , inside = ""] of source.matchAll(fence)) {
      const value = parse(inside);
      if (isObject(value)) yield value;
    }
  yield* embeddedObjects(source);
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Outermost objects, one after the other. */
function* embeddedObjects(text: string): Generator<JsonObject> {
  const start = /\{(?=\s*["}])/g;
  for (let found = start.exec(text); found; found = start.exec(text)) {
    const end = endOfObject(text, found.index);
    if (end === undefined) return;
    const value = parse(text.slice(found.index, end));
    if (isObject(value)) yield value;
    start.lastIndex = end;
  }
}

/** The index after the brace that closes the one at `from`; undefined where the text ends before it. */
function endOfObject(text: string, from: number): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let i = from; i < text.length; i++) {
    const char = text[i];
    if (quoted) {
      if (char === "\\") i++;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === "{") depth++;
    else if (char === "}" && --depth === 0) return i + 1;
  }
  return undefined;
}
