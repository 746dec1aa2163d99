// Valid workflows of 200 from synthetic requests that no training saw. Run: npm run bench:validity
import { coreCatalog } from "../dist/catalog/index.js";
import { generateDataset } from "../dist/dataset/index.js";
import { generate } from "../dist/generate/index.js";
import { loadNano } from "../dist/models/nano.js";
import { Retriever } from "../dist/retrieval/index.js";
import { canonical, validate, walk } from "../dist/workflow/index.js";

const core = coreCatalog();
const retrievers = new Map();
const model = await loadNano();
const outline = (workflow) =>
  JSON.stringify([
    workflow.trigger?.use ?? workflow.trigger?.placeholder,
    [...walk(workflow.steps)].map(({ step, path }) => [
      path,
      step.use ?? Object.keys(step).find((key) => !["id", "annotation", "inputs"].includes(key)),
    ]),
  ]);
let count = 0;
let valid = 0;
let invented = 0;
let triggers = 0;
let outlines = 0;
for (const { pair } of generateDataset({ count: 200, seed: 20_260_101, catalog: core })) {
  const { catalog, request } = pair;
  if (!retrievers.has(catalog)) retrievers.set(catalog, new Retriever(catalog));
  const { workflow } = await generate(request, { model, catalog, retriever: retrievers.get(catalog) });
  count++;
  if (!validate(workflow, catalog).some((issue) => issue.severity === "error")) valid++;
  for (const { step } of walk(workflow.steps)) if (step.use && !catalog.get(step.use)) invented++;
  if (workflow.trigger?.use === pair.workflow.trigger?.use) triggers++;
  if (outline(canonical(workflow)) === outline(canonical(pair.workflow))) outlines++;
}
await model.dispose();
console.log(`${count} requests: ${valid} valid workflows, ${invented} invented steps`);
console.log(
  `right trigger ${((100 * triggers) / count).toFixed(1)}%, same outline as the generator's ${((100 * outlines) / count).toFixed(1)}% (synthetic requests, retrieval included)`,
);
if (valid !== count || invented) process.exitCode = 1;
