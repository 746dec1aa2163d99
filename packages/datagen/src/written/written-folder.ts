import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Catalog } from "@flowright/workflow/catalog";
import { FlowrightError } from "@flowright/workflow/core";
import { catalogFor, listFolder, readText } from "@flowright/workflow/node";
import { readWritten, type WrittenPair } from "./read-written.js";

/** The written pairs that come with this package: training data, with no case of gold among them. */
export const WRITTEN_FOLDER = fileURLToPath(new URL("../../written/", import.meta.url));

/**
 * All pairs of a folder: `NAME.flow` over the steps of `NAME.catalog.json` beside it, or else over the catalogue in use.
 * @throws {FlowrightError} FILE_UNREADABLE, CATALOG_INVALID, PAIRS_INVALID
 */
export function writtenPairs(folder: string, catalog: Catalog): WrittenPair[] {
  const names = listFolder(folder).filter((name) => name.endsWith(".flow"));
  if (!names.length)
    throw new FlowrightError("FILE_UNREADABLE", `there is no .flow file in ${folder}`, {
      hint: "A .flow file holds pairs of request and workflow: packages/datagen/written/README.md shows how they are written.",
    });
  return names.flatMap((name) => {
    const file = join(folder, name);
    return readWritten(readText(file), catalogFor(file, {}, catalog), name);
  });
}
