import { FlowrightError, stripBom } from "../core/index.js";
import { makeCatalog } from "./catalog.js";
import { checkCatalog } from "./check.js";
import type { Catalog } from "./types.js";

/**
 * Reads and checks a catalogue from JSON text.
 * @param source What the messages call it, such as a file name. Default: "catalogue".
 * @throws {FlowrightError} CATALOG_INVALID with every issue under `data.issues`.
 */
export function parseCatalog(text: string, source = "catalogue"): Catalog {
  let json: unknown;
  try {
    json = JSON.parse(stripBom(text));
  } catch (cause) {
    throw new FlowrightError("CATALOG_INVALID", `${source} is not JSON: ${(cause as Error).message}`, {
      cause,
      hint: "A catalogue is a JSON file; see `flowright catalog check --help`.",
    });
  }
  const { catalog, issues } = checkCatalog(json);
  if (!catalog) {
    const first = issues[0]!;
    throw new FlowrightError(
      "CATALOG_INVALID",
      `${source} has ${issues.length} ${issues.length === 1 ? "error" : "errors"}; the first: ${first.message} (at ${first.path})`,
      { data: { issues }, hint: "`flowright catalog check FILE` lists them all." },
    );
  }
  return makeCatalog(catalog.name, catalog.apps, catalog.steps);
}
