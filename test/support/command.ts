import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const bin = fileURLToPath(new URL("../../packages/flowright/bin/flowright.js", import.meta.url));
export const folder = mkdtempSync(join(tmpdir(), "flowright-cli-"));

export interface Run {
  code: number;
  out: string;
  err: string;
}

/** Runs the command line as a process of its own. */
export function flowright(args: string[], input = "", env: Record<string, string> = {}): Promise<Run> {
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      [bin, ...args],
      { env: { ...process.env, NO_COLOR: "1", ...env }, maxBuffer: 16e6 },
      (error, out, err) => done({ code: error ? Number(error.code) : 0, out, err }),
    );
    child.stdin?.end(input);
  });
}

/** Writes a file into the folder of this test run. */
export const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
