// Compiles the small catalogues that come with written pairs and gold cases: NAME.yaml to NAME.catalog.json beside it. A
// file may bring fields and entities of its own. --check: only compares.
import { readdirSync, readFileSync } from "node:fs";
import { compileCatalog } from "@flowright/workflow/catalog";
import { parse } from "yaml";
import { writeGenerated } from "./write-generated.mjs";

const root = new URL("../", import.meta.url);
const read = (path) => parse(readFileSync(new URL(path, root), "utf8"));
const common = read("packages/workflow/catalogs/core/source/fields.yaml");
for (const folder of ["packages/datagen/written/", "gold/ood/", "gold/blind/"]) {
  for (const file of readdirSync(new URL(folder, root)).filter((name) => name.endsWith(".yaml"))) {
    const name = file.slice(0, -".yaml".length);
    const { fields = {}, entities = {}, ...apps } = read(folder + file);
    const glossary = {
      fields: { ...common.fields, ...fields },
      entities: { ...common.entities, ...entities },
      other: "name",
    };
    const text = `${JSON.stringify(compileCatalog(name, glossary, [apps]))}\n`;
    writeGenerated(new URL(`${folder}${name}.catalog.json`, root), text, "domains");
  }
}
