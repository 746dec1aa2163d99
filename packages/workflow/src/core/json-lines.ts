import { type ErrorCode, FlowrightError } from "./errors.js";
import { stripBom } from "./text.js";

/** How errors name the source of the lines. */
export interface LineSource {
  /** Name of the file or of its content, for the message. */
  name: string;
  code: ErrorCode;
  hint?: string;
}

/**
 * Reads JSON Lines one by one. Blank lines and a byte order mark are skipped.
 * @param read Turns the value of a line into an item. Its errors are reported with the line number.
 * @throws {FlowrightError} the source's code, with the line number, from 1, in the message and in `data.line`.
 */
export function* jsonLines<T>(
  text: string,
  { name, code, hint }: LineSource,
  read: (value: unknown, line: number) => T,
): Generator<T> {
  for (const [index, source] of stripBom(text).split("\n").entries()) {
    if (!source.trim()) continue;
    const line = index + 1;
    let item: T;
    try {
      item = read(JSON.parse(source), line);
    } catch (cause) {
      throw new FlowrightError(code, `${name}, line ${line}: ${(cause as Error).message}`, {
        cause,
        data: { line },
        ...(hint === undefined ? {} : { hint }),
      });
    }
    yield item;
  }
}
