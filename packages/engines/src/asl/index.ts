import { emulating } from "../support.js";
import type { Engine } from "../types.js";
import { jsonata } from "./jsonata.js";
import { jsonPath } from "./jsonpath.js";
import type { Language } from "./language.js";
import { MachineBuilder } from "./machine.js";
import { eventRule } from "./trigger.js";

const engine = (id: string, title: string, language: Language, checkedBy: string): Engine => ({
  id,
  title,
  flags: {
    support: emulating("placeholder", "while", "until", "try", "stop", "next"),
    roundTrip: false,
    checkedBy,
  },
  export(workflow, catalog) {
    const builder = new MachineBuilder(workflow, catalog, language);
    const machine = {
      Comment: workflow.name,
      QueryLanguage: language.name ?? "JSONPath",
      ...builder.build(),
    };
    const rule = eventRule(workflow, builder.limitations);
    return {
      files: [
        { name: `workflow.${id}.json`, text: `${JSON.stringify(machine, null, 2)}\n` },
        ...(rule ? [{ name: "trigger.eventbridge.json", text: `${JSON.stringify(rule, null, 2)}\n` }] : []),
      ],
      limitations: builder.limitations,
    };
  },
});

/** AWS Step Functions: Amazon States Language with JSONPath, and the EventBridge rule that starts it. */
export const asl = engine(
  "asl",
  "AWS Step Functions",
  jsonPath,
  "asl-validator, and run with aws-local-stepfunctions",
);

/** AWS Step Functions: Amazon States Language with JSONata, and the EventBridge rule that starts it. */
export const aslJsonata = engine(
  "asl-jsonata",
  "AWS Step Functions, JSONata",
  jsonata,
  "asl-validator; its expressions are evaluated by jsonata and compared with the reference",
);
