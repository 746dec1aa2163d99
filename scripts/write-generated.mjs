import { readFileSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Writes a generated file; with `--check` on the command line it only compares, and ends with 1 where it differs.
 * @param {URL} target @param {string} text @param {string} script The npm script that makes the file.
 */
export function writeGenerated(target, text, script) {
  if (!process.argv.includes("--check")) return writeFileSync(target, text);
  if (readFileSync(target, "utf8") === text) return;
  console.error(`${relative(".", fileURLToPath(target))} is out of date: npm run ${script}`);
  process.exitCode = 1;
}
