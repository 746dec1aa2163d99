import { readdirSync, readFileSync } from "node:fs";
import { type ErrorCode, FlowrightError, stripBom } from "../core/index.js";

/** The text of a UTF-8 file, without a byte order mark. @throws {FlowrightError} FILE_UNREADABLE */
export function readText(file: string): string {
  try {
    return stripBom(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new FlowrightError(
      "FILE_UNREADABLE",
      `cannot read ${file}: ${(cause as NodeJS.ErrnoException).code ?? cause}`,
      { cause, hint: "Check the path and that you may read it." },
    );
  }
}

/** The names of the files in a folder, sorted. @throws {FlowrightError} FILE_UNREADABLE */
export function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (cause) {
    throw new FlowrightError(
      "FILE_UNREADABLE",
      `cannot read the folder ${folder}: ${(cause as NodeJS.ErrnoException).code ?? cause}`,
      { cause, hint: "Check the path and that you may read it." },
    );
  }
}

/** @throws {FlowrightError} FILE_UNREADABLE, or the given code when the text is not JSON. */
export function readJson(file: string, code: ErrorCode): unknown {
  const text = readText(file);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new FlowrightError(code, `${file} is not JSON: ${(cause as Error).message}`, { cause });
  }
}
