// Writes the public address of the repository into every package.json: repository, homepage, bugs.
// node scripts/set-repository.mjs https://HOST/OWNER/NAME
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const [address] = process.argv.slice(2);
if (!address || !URL.canParse(address) || new URL(address).protocol !== "https:") {
  console.error("Usage: node scripts/set-repository.mjs https://HOST/OWNER/NAME");
  process.exit(2);
}
const base = address.replace(/(?:\.git|\/)+$/, "");
const root = new URL("../", import.meta.url);
const folders = ["", ...readdirSync(new URL("packages/", root)).map((name) => `packages/${name}`)];
for (const folder of folders) {
  const file = new URL(folder ? `${folder}/package.json` : "package.json", root);
  const {
    name,
    version,
    private: hidden,
    description,
    license,
    ...rest
  } = JSON.parse(readFileSync(file, "utf8"));
  const manifest = {
    name,
    version,
    ...(hidden === undefined ? {} : { private: hidden }),
    description,
    license,
    ...rest,
    repository: { type: "git", url: `git+${base}.git`, ...(folder ? { directory: folder } : {}) },
    homepage: `${base}#readme`,
    bugs: { url: `${base}/issues` },
  };
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
}
