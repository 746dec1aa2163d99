import { type ErrorCode, FlowrightError } from "./errors.js";
import { stripBom } from "./text.js";

/** Where lines come from, and the error that names a broken one. */
export interface LineSource {
  /** Name of the file or of what it is, for the message. */
  name: string;
  code: ErrorCode;
  hint?: string;
}

/**
 * Reads JSON lines one by one. Empty lines and a byte order mark are left out.
 * @param read turns the value of a line into an item; what it throws is told with the line's number.
 * @throws {FlowrightError} the source's code, with the number of the line in message and `data.line`.
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
