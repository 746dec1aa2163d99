import { readdirSync, readFileSync } from "node:fs";
import { addAbortSignal } from "node:stream";
import writeFileAtomic from "write-file-atomic";
import { type ErrorCode, FlowrightError } from "../core/index.js";

/** @throws {FlowrightError} FILE_UNREADABLE */
export function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
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

/** Writes whole or not at all. @throws {FlowrightError} FILE_UNWRITABLE */
export async function writeText(file: string, text: string): Promise<void> {
  try {
    await writeFileAtomic(file, text);
  } catch (cause) {
    throw new FlowrightError(
      "FILE_UNWRITABLE",
      `cannot write ${file}: ${(cause as NodeJS.ErrnoException).code ?? cause}`,
      { cause, hint: "Check that the folder exists and that you may write there." },
    );
  }
}

/** @throws {FlowrightError} ABORTED when the signal comes before the end of the input. */
export async function readStdin(signal: AbortSignal): Promise<string> {
  let text = "";
  try {
    for await (const chunk of addAbortSignal(signal, process.stdin.setEncoding("utf8"))) text += chunk;
  } catch (cause) {
    if (signal.aborted) throw new FlowrightError("ABORTED", "stopped while reading the request", { cause });
    throw cause;
  }
  return text;
}
