// Compiles catalogs/core/source/*.yaml into catalogs/core/catalog.json. With --check, only compares.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import { compileCatalog } from "../dist/catalog/index.js";

const root = new URL("../catalogs/core/", import.meta.url);
const read = (name) => parse(readFileSync(new URL(`source/${name}`, root), "utf8"));
const files = readdirSync(new URL("source/", root))
  .filter((name) => name !== "fields.yaml")
  .sort();
const json = `${JSON.stringify(compileCatalog("core", read("fields.yaml"), files.map(read)), null, 1)}\n`;
const target = new URL("catalog.json", root);
if (!process.argv.includes("--check")) writeFileSync(target, json);
else if (readFileSync(target, "utf8") !== json) {
  console.error("catalogs/core/catalog.json is not what its sources compile to: run npm run catalog");
  process.exit(1);
}
