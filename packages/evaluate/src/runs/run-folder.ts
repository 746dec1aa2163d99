import { appendFileSync, existsSync, mkdirSync } from "node:fs";
import { FlowrightError } from "@flowright/workflow/core";
import { readJson, readText } from "@flowright/workflow/node";
import writeFileAtomic from "write-file-atomic";
import { type CaseResult, resultKey } from "./case-result.js";
import { manifestFile, readResult, resultsFile } from "./run-files.js";
import { RunLock } from "./run-lock.js";
import { type RunManifest, resumeKey } from "./run-manifest.js";

/** The given work, with errors of the file system as FILE_UNWRITABLE. */
function writing<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (FlowrightError.is(cause)) throw cause;
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new FlowrightError("FILE_UNWRITABLE", `cannot write to the run folder ${folder}: ${code}`, {
      cause,
      hint: "Earlier results are kept. Make room or check your rights, and start the same command again.",
    });
  }
}

/** A folder with `manifest.json` and `results.jsonl`, open for one process at a time. */
export class RunFolder {
  readonly #lock: RunLock;
  /** Results that need not be run again, by {@link resultKey}. */
  readonly completed = new Map<string, CaseResult>();

  /**
   * Makes the folder, or continues the run in it. A last line that is incomplete is run again.
   * @throws {FlowrightError} RUN_FOREIGN when another run is in it, RUN_BUSY while another process writes to it,
   * FILE_UNREADABLE, FILE_UNWRITABLE.
   */
  constructor(
    readonly folder: string,
    readonly manifest: RunManifest,
  ) {
    this.#lock = writing(folder, () => {
      mkdirSync(folder, { recursive: true });
      return new RunLock(folder);
    });
    try {
      writing(folder, () => {
        const file = manifestFile(folder);
        if (existsSync(file)) this.#checkManifest(file);
        else writeFileAtomic.sync(file, `${JSON.stringify(manifest, null, 2)}\n`);
        if (existsSync(resultsFile(folder))) this.#resume();
      });
    } catch (error) {
      this.close();
      throw error;
    }
  }

  #checkManifest(file: string): void {
    let found: RunManifest;
    try {
      found = readJson(file, "RUN_FOREIGN") as RunManifest;
    } catch (cause) {
      throw new FlowrightError("RUN_FOREIGN", `${file} cannot be read as the manifest of a run`, {
        cause,
        hint: "Give another folder.",
      });
    }
    if (resumeKey(found) !== resumeKey(this.manifest))
      throw new FlowrightError(
        "RUN_FOREIGN",
        `${this.folder} holds another run: ${found.model} on ${found.set}, flowright ${found.flowright}`,
        { hint: "Give another folder, or the very settings of that run to continue it." },
      );
  }

  /** Keeps complete lines. Harness errors are dropped, so that these cases are run again. */
  #resume(): void {
    const text = readText(resultsFile(this.folder));
    const lines = text.split("\n").filter((line) => {
      try {
        const result = readResult(JSON.parse(line));
        if (result.state === "harness_error") return false;
        this.completed.set(resultKey(result), result);
        return true;
      } catch {
        return false;
      }
    });
    const kept = lines.map((line) => `${line}\n`).join("");
    if (kept !== text) writeFileAtomic.sync(resultsFile(this.folder), kept);
  }

  /** Writes a result before it is used. @throws {FlowrightError} FILE_UNWRITABLE */
  append(result: CaseResult): void {
    writing(this.folder, () => appendFileSync(resultsFile(this.folder), `${JSON.stringify(result)}\n`));
    this.completed.set(resultKey(result), result);
  }

  /** Releases the folder for other processes. */
  close(): void {
    this.#lock.release();
  }
}
