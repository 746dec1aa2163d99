import { join } from "node:path";
import type { Catalog } from "../catalog/index.js";
import { FlowrightError } from "../core/index.js";
import { readWritten, type WrittenPair } from "../dataset/index.js";
import { catalogFor } from "./catalog.js";
import { listFolder, readText } from "./files.js";

/**
 * All pairs of a folder: `NAME.flow` over the steps of `NAME.catalog.json` beside it, or else over the catalogue in use.
 * @throws {FlowrightError} FILE_UNREADABLE, CATALOG_INVALID, PAIRS_INVALID
 */
export function writtenPairs(folder: string, catalog: Catalog): WrittenPair[] {
  const names = listFolder(folder).filter((name) => name.endsWith(".flow"));
  if (!names.length)
    throw new FlowrightError("FILE_UNREADABLE", `there is no .flow file in ${folder}`, {
      hint: "A .flow file holds pairs of request and workflow: dataset/README.md shows how they are written.",
    });
  return names.flatMap((name) => {
    const file = join(folder, name);
    return readWritten(readText(file), catalogFor(file, {}, catalog), name);
  });
}
