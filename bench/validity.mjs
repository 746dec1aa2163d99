// Share of valid workflows on 200 synthetic requests that were not in the training. Run: npm run bench:validity

import { generateDataset } from "@flowright/datagen";
import { scoreWorkflow } from "@flowright/evaluate/metrics";
import { generate } from "@flowright/generate";
import { coreCatalog } from "@flowright/workflow/node";
import { loadNano } from "flowright/nano";

const core = coreCatalog();
const model = await loadNano();
let count = 0;
let valid = 0;
let invented = 0;
let triggers = 0;
let outlines = 0;
for (const { pair } of generateDataset({ count: 200, seed: 20_260_101, catalog: core })) {
  const { catalog, request } = pair;
  const { workflow } = await generate(request, { model, catalog });
  const scores = scoreWorkflow(workflow, [pair.workflow], catalog);
  count++;
  valid += scores.valid;
  invented += scores.inventedSteps;
  outlines += scores.outline;
  if (workflow.trigger?.use === pair.workflow.trigger?.use) triggers++;
}
await model.dispose();
console.log(`${count} requests: ${valid} valid workflows, ${invented} invented steps`);
console.log(
  `right trigger ${((100 * triggers) / count).toFixed(1)}%, same outline as the generator's ${((100 * outlines) / count).toFixed(1)}% (synthetic requests, retrieval included)`,
);
if (valid !== count || invented) process.exitCode = 1;
