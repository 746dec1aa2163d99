// Recall of the right steps among the candidates. Run: npm run bench:retrieval
import { coreCatalog } from "../dist/catalog/index.js";
import { generateDataset } from "../dist/dataset/index.js";
import { Retriever } from "../dist/retrieval/index.js";
import { flowBench } from "./flow-bench.mjs";

function measure(name, catalog, cases, ks) {
  const began = performance.now();
  const retriever = new Retriever(catalog);
  const built = performance.now() - began;
  const found = Object.fromEntries(ks.map((k) => [k, 0]));
  let all = 0;
  let triggers = 0;
  let triggersFound = 0;
  const missed = new Map();
  const searching = performance.now();
  for (const { request, wanted } of cases) {
    const result = retriever.retrieve(request, { actions: Math.max(...ks), triggers: 5 });
    for (const id of new Set(wanted)) {
      if (catalog.get(id).kind === "trigger") {
        triggers++;
        if (result.triggers.some((step) => step.id === id)) triggersFound++;
        continue;
      }
      all++;
      const rank = result.actions.findIndex((step) => step.id === id);
      for (const k of ks) if (rank >= 0 && rank < k) found[k]++;
      if (rank < 0 || rank >= 15) missed.set(id, (missed.get(id) ?? 0) + 1);
    }
  }
  const ms = (performance.now() - searching) / cases.length;
  const shown = ks.map((k) => `@${k} ${(found[k] / all).toFixed(3)}`).join("  ");
  console.log(
    `${name}: ${cases.length} requests, ${catalog.steps.length} steps\n  actions  ${shown}${triggers ? `\n  triggers @5 ${(triggersFound / triggers).toFixed(3)}` : ""}\n  index ${built.toFixed(0)} ms, ${ms.toFixed(2)} ms a request`,
  );
  if (process.argv.includes("--missed")) console.log([...missed].sort((a, b) => b[1] - a[1]).slice(0, 15));
}

const core = coreCatalog();
const pairs = [...generateDataset({ count: 1000, seed: 424242, invented: 0, catalog: core })].map(
  ({ pair }) => ({ request: pair.request, wanted: pair.used }),
);
measure("core catalogue, synthetic requests", core, pairs, [5, 10, 15, 25]);
const bench = flowBench();
if (bench) measure("Flow-Bench dev, from scratch", bench.catalog, bench.cases, [5, 10, 15, 25]);
else console.log("Flow-Bench dev: no copy beside the repository, left out");
