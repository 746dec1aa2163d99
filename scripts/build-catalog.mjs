// Compiles catalogs/core/source/*.yaml into catalogs/core/catalog.json. With --check, only compares.
import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { compileCatalog } from "../dist/catalog/index.js";
import { keep } from "./keep.mjs";

const root = new URL("../catalogs/core/", import.meta.url);
const read = (name) => parse(readFileSync(new URL(`source/${name}`, root), "utf8"));
const files = readdirSync(new URL("source/", root))
  .filter((name) => name !== "fields.yaml")
  .sort();
const json = `${JSON.stringify(compileCatalog("core", read("fields.yaml"), files.map(read)), null, 1)}\n`;
keep(new URL("catalog.json", root), json, "catalog");
