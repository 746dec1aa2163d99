import { stripBom } from "../../core/index.js";

/** A line of the notation, without its indentation and its comment. */
export interface Line {
  /** Leading spaces. */
  indent: number;
  words: string;
  /** The text behind `//`. */
  annotation?: string;
  /** Line number in the source, from 1. */
  number: number;
}

function readLine(raw: string, number: number): Line {
  const [, space = "", words = "", annotation] = /^( *)(.*?)(?:\s+\/\/ ?(.*))?$/.exec(raw.trimEnd()) ?? [];
  return { indent: space.length, words, number, ...(annotation ? { annotation } : {}) };
}

/** The lines of a source that are not blank. A byte order mark is skipped. */
export const readLines = (source: string): Line[] =>
  stripBom(source)
    .split("\n")
    .flatMap((raw, i) => (raw.trim() ? [readLine(raw, i + 1)] : []));

/** @throws {SyntaxError} naming the line and the reason. */
export function fail(line: Line, why: string): never {
  throw new SyntaxError(`line ${line.number}: "${line.words}" ${why}`);
}
