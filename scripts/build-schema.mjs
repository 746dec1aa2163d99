// Writes schema/workflow.schema.json from the zod schema. With --check, only compares.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { workflowJsonSchema } from "../dist/workflow/index.js";

const target = new URL("../schema/workflow.schema.json", import.meta.url);
const json = `${JSON.stringify(workflowJsonSchema(), null, 2)}\n`;
if (!process.argv.includes("--check")) {
  mkdirSync(new URL(".", target), { recursive: true });
  writeFileSync(target, json);
} else if (readFileSync(target, "utf8") !== json) {
  console.error("schema/workflow.schema.json is out of date: run npm run schema");
  process.exit(1);
}
