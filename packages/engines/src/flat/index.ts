import { type FlatWorkflow, fromFlat, toFlat } from "@flowright/workflow";
import { FlowrightError } from "@flowright/workflow/core";
import { EVERYTHING } from "../support.js";
import type { Engine } from "../types.js";

/** The ServiceNow-style flat form (category, definition, scope, order, block, inputs), which the public FlowSim code reads. */
export const flat: Engine = {
  id: "flat",
  title: "Flat form",
  flags: {
    support: EVERYTHING,
    roundTrip: true,
    checkedBy: "the public FlowSim code's answers, and importing again",
  },
  export(workflow) {
    const text = JSON.stringify(toFlat(workflow), null, 2);
    return { files: [{ name: "workflow.flat.json", text: `${text}\n` }], limitations: [] };
  },
  importErrorCode: "FLAT_INVALID",
  import(document) {
    const { components } = (document ?? {}) as Partial<FlatWorkflow>;
    if (!Array.isArray(components))
      throw new FlowrightError("FLAT_INVALID", 'a flat workflow needs a list of "components"');
    return fromFlat({ name: "", trigger: null, ...(document as Partial<FlatWorkflow>), components });
  },
};
