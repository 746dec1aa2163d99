// Writes schema/workflow.schema.json from the zod schema. With --check, only compares.
import { workflowJsonSchema } from "@flowright/workflow";
import { writeGenerated } from "./write-generated.mjs";

const target = new URL("../packages/workflow/schema/workflow.schema.json", import.meta.url);
writeGenerated(target, `${JSON.stringify(workflowJsonSchema(), null, 2)}\n`, "schema");
