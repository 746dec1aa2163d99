// Chooses the frozen workflows that engines are tested with (test/fixtures/workflows.jsonl) out of all of them, so that
// each construct is there: see test/support/choose.ts. Run it by hand when a construct is new; data may change without.
import { mkdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const root = new URL("../", import.meta.url);
const bundle = new URL("node_modules/.cache/flowright/choose.mjs", root);
await build({
  stdin: {
    contents: 'export { choose } from "./choose.js"; export { everyWorkflow } from "./every-workflow.js";',
    resolveDir: new URL("test/support", root).pathname,
  },
  bundle: true,
  format: "esm",
  platform: "node",
  packages: "external",
  outfile: bundle.pathname,
});
const { choose, everyWorkflow } = await import(bundle.href);
const chosen = choose(everyWorkflow(), 60);
mkdirSync(new URL("test/fixtures/", root), { recursive: true });
writeFileSync(
  new URL("test/fixtures/workflows.jsonl", root),
  `${chosen.map((workflow) => JSON.stringify(workflow)).join("\n")}\n`,
);
console.log(`${chosen.length} workflows, ${chosen.map((w) => JSON.stringify(w)).join("").length} characters`);
