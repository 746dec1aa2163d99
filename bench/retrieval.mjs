// Recall of the right steps among the candidates, by words and with the built-in encoder. Run: npm run bench:retrieval
// --missed lists the steps that were missed most often.

import { generateDataset } from "@flowright/datagen";
import { DenseIndex, LexicalRetriever, ownEmbedder, searchQueries } from "@flowright/generate/retrieval";
import { usesOf } from "@flowright/workflow";
import { coreCatalog } from "@flowright/workflow/node";
import { flowBench } from "./flow-bench.mjs";
import { goldSets } from "./gold-sets.mjs";

const own = new DenseIndex(ownEmbedder());

async function measure(name, catalog, cases, ks, dense) {
  const began = performance.now();
  const retriever = new LexicalRetriever(catalog);
  if (dense) await dense.index(catalog, []);
  const built = performance.now() - began;
  const found = Object.fromEntries(ks.map((k) => [k, 0]));
  let all = 0;
  let triggers = 0;
  let triggersFound = 0;
  let triggersOffered = 0;
  let offered = 0;
  const missed = new Map();
  const searching = performance.now();
  for (const { request, wanted } of cases) {
    const result = retriever.retrieve(request, {
      actions: Math.max(...ks),
      triggers: 5,
      ...(dense ? { denseIndex: await dense.index(catalog, searchQueries(request)) } : {}),
    });
    for (const id of new Set(wanted)) {
      if (catalog.get(id).kind === "trigger") {
        triggers++;
        const place = result.triggers.findIndex((step) => step.id === id);
        if (place >= 0) triggersOffered++;
        if (place >= 0 && place < 5) triggersFound++;
        continue;
      }
      all++;
      const rank = result.actions.findIndex((step) => step.id === id);
      if (rank >= 0 && (rank < 15 || catalog.get(id).alwaysInclude)) offered++;
      for (const k of ks) if (rank >= 0 && rank < k) found[k]++;
      if (rank < 0 || rank >= 15) missed.set(id, (missed.get(id) ?? 0) + 1);
    }
  }
  const ms = (performance.now() - searching) / cases.length;
  const shown = ks.map((k) => `@${k} ${(found[k] / all).toFixed(3)}`).join("  ");
  console.log(
    `${name}, ${dense ? "words and encoder" : "words"}: ${cases.length} requests, ${catalog.steps.length} steps\n  actions  ${shown}, with those always included ${(offered / all).toFixed(3)}${triggers ? `\n  triggers @5 ${(triggersFound / triggers).toFixed(3)}, with those always included ${(triggersOffered / triggers).toFixed(3)}` : ""}\n  index ${built.toFixed(0)} ms, ${ms.toFixed(2)} ms a request`,
  );
  if (process.argv.includes("--missed")) console.log([...missed].sort((a, b) => b[1] - a[1]).slice(0, 15));
}

const core = coreCatalog();
const pairs = [...generateDataset({ count: 1000, seed: 424242, invented: 0, catalog: core })].map(
  ({ pair }) => ({ request: pair.request, wanted: pair.used }),
);
const stepsOf = (catalog, [workflow]) =>
  Array.from(usesOf(workflow), ({ use }) => use).filter((id) => catalog.get(id));
const sets = goldSets("dev", "ood").map(({ name, catalog, set }) => ({
  name: `gold/${name}`,
  catalog,
  cases: set.cases.map(({ request, references }) => ({ request, wanted: stepsOf(catalog, references) })),
}));
const bench = flowBench();
const ks = [5, 10, 15, 25];
for (const dense of [undefined, own]) {
  await measure("core catalogue, synthetic requests", core, pairs, ks, dense);
  for (const { name, catalog, cases } of sets) await measure(name, catalog, cases, ks, dense);
  if (bench) await measure("Flow-Bench dev, from scratch", bench.catalog, bench.cases, ks, dense);
}
if (!bench) console.log("Flow-Bench dev: skipped, there is no copy beside the repository");
