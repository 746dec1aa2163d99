// Writes training pairs for the dense encoder of retrieval: part of a request, the step it asks for, and wrong steps.
// Run: npm run encoder:data -- FILE [requests] [seed]
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { generateDataset, writtenPairs } from "@flowright/datagen";
import { stepText } from "@flowright/generate/retrieval";
import { usesOf } from "@flowright/workflow";
import { Random } from "@flowright/workflow/core";
import { coreCatalog } from "@flowright/workflow/node";
import writeFileAtomic from "write-file-atomic";

const [file, count = "22000", seed = "77"] = process.argv.slice(2);
if (!file) {
  console.error("Usage: npm run encoder:data -- FILE [requests] [seed]");
  process.exit(2);
}
const folder = fileURLToPath(new URL("../packages/datagen/written", import.meta.url));
const written = writtenPairs(folder, coreCatalog());

const rng = new Random(Number(seed));
/** Wrong steps of the same kind: two of the same app, one with the same verb, one at random. */
function negatives(step, catalog) {
  const others = catalog.steps.filter((other) => other.kind === step.kind && other !== step);
  const sameApp = others.filter((other) => other.app === step.app);
  const verb = step.title.split(" ")[0];
  const sameVerb = others.filter((other) => other.title.startsWith(verb));
  return [sameApp, sameApp, sameVerb, others].flatMap((pool) =>
    pool.length ? [stepText(catalog, rng.pick(pool))] : [],
  );
}
/** The words that a node comes from; in 30% of the cases with up to 25 characters around them. */
function queryOf(words, request) {
  const at = request.indexOf(words);
  if (at < 0 || rng.chance(0.7)) return words;
  return request.slice(Math.max(0, at - rng.int(0, 25)), at + words.length + rng.int(0, 25));
}

const lines = [];
const options = { seed: Number(seed), count: Number(count), written, writtenShare: 0.7, invented: 0.6 };
for (const { pair } of generateDataset(options))
  for (const { use, annotation } of usesOf(pair.workflow)) {
    const step = pair.catalog.get(use);
    if (!step || !annotation) continue;
    const q = queryOf(annotation, pair.request);
    lines.push(JSON.stringify({ q, p: stepText(pair.catalog, step), n: negatives(step, pair.catalog) }));
  }
mkdirSync(dirname(file), { recursive: true });
await writeFileAtomic(file, `${lines.join("\n")}\n`);
console.log(`${lines.length} pairs in ${file}`);
