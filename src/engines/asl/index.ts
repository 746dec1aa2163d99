import { EVERYTHING } from "../support.js";
import type { Engine } from "../types.js";
import { MachineBuilder } from "./machine.js";
import { eventRule } from "./trigger.js";

/** AWS Step Functions: Amazon States Language with JSONPath, and the EventBridge rule that starts it. */
export const asl: Engine = {
  id: "asl",
  title: "AWS Step Functions",
  flags: {
    support: {
      ...EVERYTHING,
      placeholder: "emulated",
      while: "emulated",
      until: "emulated",
      try: "emulated",
      stop: "emulated",
      next: "emulated",
    },
    roundTrip: false,
    checkedBy: "asl-validator, and run with aws-local-stepfunctions",
  },
  export(workflow, catalog) {
    const builder = new MachineBuilder(workflow, catalog);
    const machine = { Comment: workflow.name, QueryLanguage: "JSONPath", ...builder.build() };
    const rule = eventRule(workflow, builder.limitations);
    return {
      files: [
        { name: "workflow.asl.json", text: `${JSON.stringify(machine, null, 2)}\n` },
        ...(rule ? [{ name: "trigger.eventbridge.json", text: `${JSON.stringify(rule, null, 2)}\n` }] : []),
      ],
      limitations: builder.limitations,
    };
  },
};
