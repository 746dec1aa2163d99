import { validate, type Workflow } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { FlowrightError } from "@flowright/workflow/core";
import { readJson } from "@flowright/workflow/node";

/** Reads a workflow that is right, apart from what is still to be filled in. @throws {FlowrightError} WORKFLOW_INVALID */
export function openWorkflow(file: string, catalog: Catalog): Workflow {
  const document = readJson(file, "WORKFLOW_INVALID");
  const [error, ...more] = validate(document, catalog).filter(({ severity }) => severity === "error");
  if (error)
    throw new FlowrightError(
      "WORKFLOW_INVALID",
      `${file}: ${error.message} (at ${error.path})${more.length ? `, and ${more.length} more` : ""}`,
      { hint: `flowright validate ${file} lists them all.` },
    );
  return document as Workflow;
}
