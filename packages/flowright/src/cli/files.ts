import { addAbortSignal } from "node:stream";
import { FlowrightError, stripBom } from "@flowright/workflow/core";
import writeFileAtomic from "write-file-atomic";

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
  return stripBom(text);
}
