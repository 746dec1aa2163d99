// Copies the trainer into packages/flowright for `npm pack` and `npm publish`, so that `flowright train` works when installed.
// With --clean it removes the copy: in the workspace the command uses trainer/ itself.
import { cpSync, mkdirSync, readdirSync, rmSync } from "node:fs";

const source = new URL("../trainer/", import.meta.url);
const target = new URL("../packages/flowright/trainer/", import.meta.url);
const NEEDED = /^(?:.*\.py|complete\.mjs|pyproject\.toml|requirements\.txt)$/;

rmSync(target, { recursive: true, force: true });
if (!process.argv.includes("--clean")) {
  mkdirSync(target);
  for (const name of readdirSync(source))
    if (NEEDED.test(name)) cpSync(new URL(name, source), new URL(name, target));
}
