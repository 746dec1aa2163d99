import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Catalog, parseCatalog } from "../catalog/index.js";
import { FlowrightError } from "../core/index.js";

/** Reads and checks a catalogue file. @throws {FlowrightError} CATALOG_UNREADABLE, CATALOG_INVALID */
export function loadCatalog(file: string): Catalog {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new FlowrightError("CATALOG_UNREADABLE", `cannot read the catalogue ${file}`, {
      cause,
      hint: "Give the path of a catalogue in JSON, or leave the option out for the built-in one.",
    });
  }
  return parseCatalog(text, file);
}

let core: Catalog | undefined;

/** The built-in catalogue; read from disk once per process. */
export function coreCatalog(): Catalog {
  core ??= loadCatalog(fileURLToPath(new URL("../../catalogs/core/catalog.json", import.meta.url)));
  return core;
}

/**
 * The catalogue for a file: the one that `options.catalog` names, else `NAME.catalog.json` beside `NAME.extension`,
 * else `other`, else the built-in one.
 */
export function catalogFor(file: string, options: { catalog?: string }, other?: Catalog): Catalog {
  const beside = file.replace(/\.\w+$/, ".catalog.json");
  if (options.catalog) return loadCatalog(options.catalog);
  return existsSync(beside) ? loadCatalog(beside) : (other ?? coreCatalog());
}
