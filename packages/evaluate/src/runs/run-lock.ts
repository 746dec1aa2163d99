import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { FlowrightError } from "@flowright/workflow/core";

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The lock file of a run folder: one process writes at a time. It holds the id of that process. */
export class RunLock {
  readonly #file: string;

  /** @throws {FlowrightError} RUN_BUSY while another process holds the lock; errors of the file system as they are. */
  constructor(folder: string) {
    this.#file = join(folder, "run.lock");
    try {
      this.#write();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const owner = Number(readFileSync(this.#file, "utf8"));
      if (owner && isAlive(owner)) throw this.#busy(folder, owner);
      // The process that held it ended without releasing it.
      this.release();
      try {
        this.#write();
      } catch (again) {
        if ((again as NodeJS.ErrnoException).code !== "EEXIST") throw again;
        throw this.#busy(folder, Number(readFileSync(this.#file, "utf8")));
      }
    }
  }

  #write(): void {
    const lock = openSync(this.#file, "wx");
    writeSync(lock, String(process.pid));
    closeSync(lock);
  }

  #busy(folder: string, owner: number): FlowrightError {
    return new FlowrightError("RUN_BUSY", `process ${owner || "?"} is writing to ${folder}`, {
      hint: `Wait for it, or give another folder. If no such process runs, delete ${this.#file}.`,
    });
  }

  release(): void {
    rmSync(this.#file, { force: true });
  }
}
