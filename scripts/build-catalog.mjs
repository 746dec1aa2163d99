// Compiles packages/workflow/catalogs/core/source/*.yaml into catalog.json beside that folder. --check: only compares.
import { readdirSync, readFileSync } from "node:fs";
import { compileCatalog } from "@flowright/workflow/catalog";
import { parse } from "yaml";
import { writeGenerated } from "./write-generated.mjs";

const root = new URL("../packages/workflow/catalogs/core/", import.meta.url);
const read = (name) => parse(readFileSync(new URL(`source/${name}`, root), "utf8"));
const files = readdirSync(new URL("source/", root))
  .filter((name) => name !== "fields.yaml" && name !== "n8n.yaml")
  .sort();
const catalog = compileCatalog("core", read("fields.yaml"), files.map(read));

/** "@mode:$input" is a resource locator of n8n. */
const locators = (node) => {
  const [, mode, value] = (typeof node === "string" && /^@(\w+):(.*)$/.exec(node)) || [];
  if (mode) return { __rl: true, mode, value };
  if (Array.isArray(node)) return node.map(locators);
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, one]) => [key, locators(one)]));
};
const n8n = new Map(Object.entries(read("n8n.yaml")));
for (const step of catalog.steps) {
  const binding = n8n.get(step.id);
  if (binding) step.bindings = { n8n: locators(binding) };
  n8n.delete(step.id);
}
if (n8n.size) throw new Error(`n8n.yaml binds steps that are not there: ${[...n8n.keys()].join(", ")}`);
const json = `${JSON.stringify(catalog, null, 1)}\n`;
writeGenerated(new URL("catalog.json", root), json, "catalog");
