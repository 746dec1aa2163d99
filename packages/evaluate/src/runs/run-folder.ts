import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { FlowrightError } from "@flowright/workflow/core";
import { type CaseResult, resultKey } from "./result.js";

/** What a run depends on. Two runs with the same key may share their results. */
export interface RunManifest {
  format: "flowright-run";
  version: 1;
  flowright: string;
  model: string;
  set: string;
  cases: number;
  skipped: number;
  /** SHA-256 of the cases. */
  setHash: string;
  settings: Readonly<Record<string, unknown>>;
  machine: string;
  node: string;
  started: string;
}

/** What has to be equal for a run to be gone on with. The machine and the time may differ. */
const key = ({ format, version, flowright, model, set, setHash, settings }: RunManifest): string =>
  JSON.stringify([format, version, flowright, model, set, setHash, settings]);

function unwritable(folder: string, cause: unknown): FlowrightError {
  const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
  return new FlowrightError("FILE_UNWRITABLE", `cannot write to the run folder ${folder}: ${code}`, {
    cause,
    hint: "What was scored before is kept. Make room or check your rights, and start the same command again.",
  });
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

/** A folder with `manifest.json` and `results.jsonl`, open for one process at a time. */
export class RunFolder {
  readonly #results: string;
  readonly #lock: string;
  readonly completed = new Map<string, CaseResult>();

  /**
   * Makes the folder, or goes on with the run in it. A last line that was cut off by a kill is run again.
   * @throws {FlowrightError} RUN_FOREIGN when another run is in it, RUN_BUSY while another process writes to it,
   * FILE_UNWRITABLE.
   */
  constructor(
    readonly folder: string,
    readonly manifest: RunManifest,
  ) {
    this.#results = join(folder, "results.jsonl");
    this.#lock = join(folder, "run.lock");
    const file = join(folder, "manifest.json");
    try {
      mkdirSync(folder, { recursive: true });
    } catch (cause) {
      throw unwritable(folder, cause);
    }
    this.#acquire();
    try {
      if (existsSync(file)) this.#compare(file);
      else writeFileAtomic.sync(file, `${JSON.stringify(manifest, null, 2)}\n`);
      if (existsSync(this.#results)) this.#read();
    } catch (error) {
      this.close();
      throw FlowrightError.is(error) ? error : unwritable(folder, error);
    }
  }

  #acquire(): void {
    for (let attempt = 0; ; attempt++)
      try {
        const lock = openSync(this.#lock, "wx");
        writeSync(lock, String(process.pid));
        closeSync(lock);
        return;
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code !== "EEXIST") throw unwritable(this.folder, cause);
        const owner = Number(readFileSync(this.#lock, "utf8"));
        if (attempt > 0 || (owner && alive(owner)))
          throw new FlowrightError("RUN_BUSY", `process ${owner || "?"} is writing to ${this.folder}`, {
            hint: `Wait for it, or give another folder. If no such process runs, delete ${this.#lock}.`,
          });
        rmSync(this.#lock, { force: true });
      }
  }

  #compare(file: string): void {
    let there: RunManifest;
    try {
      there = JSON.parse(readFileSync(file, "utf8")) as RunManifest;
    } catch (cause) {
      throw new FlowrightError("RUN_FOREIGN", `${file} cannot be read as the manifest of a run`, {
        cause,
        hint: "Give another folder.",
      });
    }
    if (key(there) !== key(this.manifest))
      throw new FlowrightError(
        "RUN_FOREIGN",
        `${this.folder} holds another run: ${there.model} on ${there.set}, flowright ${there.flowright}`,
        { hint: "Give another folder, or the very settings of that run to go on with it." },
      );
  }

  #read(): void {
    const text = readFileSync(this.#results, "utf8");
    const whole = text.split("\n").filter((line) => {
      try {
        const result = JSON.parse(line) as CaseResult;
        // What broke in the harness deserves another try.
        if (result.state === "harness_error") return false;
        this.completed.set(resultKey(result), result);
        return true;
      } catch {
        return false;
      }
    });
    const kept = whole.map((line) => `${line}\n`).join("");
    if (kept !== text) writeFileAtomic.sync(this.#results, kept);
  }

  /** Keeps a result before anything else is done with it. @throws {FlowrightError} FILE_UNWRITABLE */
  append(result: CaseResult): void {
    try {
      appendFileSync(this.#results, `${JSON.stringify(result)}\n`);
    } catch (cause) {
      throw unwritable(this.folder, cause);
    }
    this.completed.set(resultKey(result), result);
  }

  close(): void {
    rmSync(this.#lock, { force: true });
  }
}

/**
 * Reads a run that is there, finished or not, without touching it.
 * @throws {FlowrightError} RUN_FOREIGN where there is none, or one of another version
 */
export function readRun(folder: string): { manifest: RunManifest; results: CaseResult[] } {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as RunManifest;
    if (manifest.format !== "flowright-run" || manifest.version !== 1) throw new Error("another format");
    const lines = readFileSync(join(folder, "results.jsonl"), "utf8").split("\n").filter(Boolean);
    return { manifest, results: lines.map((line) => JSON.parse(line) as CaseResult) };
  } catch (cause) {
    throw new FlowrightError("RUN_FOREIGN", `${folder} is not the folder of a run`, {
      cause,
      hint: "Make one: flowright evaluate gold/dev.jsonl -o FOLDER",
    });
  }
}
