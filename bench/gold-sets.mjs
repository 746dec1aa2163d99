// The gold sets by name: "dev", "test", and "ood" and "blind" for folders of other domains, each with its own catalogue.
import { readdirSync, readFileSync } from "node:fs";
import { goldSet } from "@flowright/evaluate";
import { parseCatalog } from "@flowright/workflow/catalog";
import { coreCatalog } from "@flowright/workflow/node";

const gold = new URL("../gold/", import.meta.url);
const FOLDERS = ["ood", "blind"];
const read = (name) => readFileSync(new URL(name, gold), "utf8");

/** The named sets in order. The `name` of a set is its file's, without the ending: "dev", "ood/bank". */
export function goldSets(...names) {
  const files = names.flatMap((name) =>
    FOLDERS.includes(name)
      ? readdirSync(new URL(`${name}/`, gold))
          .filter((file) => file.endsWith(".jsonl"))
          .map((file) => `${name}/${file}`)
      : [`${name}.jsonl`],
  );
  return files.map((file) => {
    const own = FOLDERS.some((folder) => file.startsWith(`${folder}/`));
    const catalog = own ? parseCatalog(read(file.replace("jsonl", "catalog.json")), file) : coreCatalog();
    return { name: file.replace(".jsonl", ""), own, catalog, set: goldSet(read(file), catalog, file) };
  });
}
