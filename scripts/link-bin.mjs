// In a clone, puts the package's own command into node_modules/.bin, so that `npx flowright` starts at once instead of
// installing the folder into npx's cache first.
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";

const folder = new URL("../node_modules/.bin/", import.meta.url);
if (existsSync(new URL("../src/", import.meta.url))) {
  mkdirSync(folder, { recursive: true });
  const link = new URL("flowright", folder);
  rmSync(link, { force: true });
  if (process.platform === "win32")
    writeFileSync(new URL("flowright.cmd", folder), '@node "%~dp0\\..\\..\\bin\\flowright.js" %*\r\n');
  else symlinkSync("../../bin/flowright.js", link);
}
