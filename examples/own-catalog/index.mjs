// A catalogue of your own: the model needs no training for it.
// node examples/own-catalog/index.mjs ["a request"]
import { fileURLToPath } from "node:url";
import { generate, loadCatalog, loadModel } from "flowright";

const request =
  process.argv[2] ??
  "when a repair is finished, create an invoice for it, and if it costs more than 100 send the customer an email";

const catalog = loadCatalog(fileURLToPath(new URL("catalog.json", import.meta.url)));
const model = await loadModel();
try {
  const { workflow, issues } = await generate(request, { model, catalog });
  console.log(JSON.stringify(workflow, null, 2));
  for (const { severity, path, message } of issues) console.error(`${severity} at ${path}: ${message}`);
} finally {
  await model.dispose();
}
