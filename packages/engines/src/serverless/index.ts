import type { Workflow } from "@flowright/workflow";
import { cronOf } from "../cron.js";
import { placeholderTrigger, scheduleWithoutCron } from "../limitations.js";
import { constantInputs, emulating } from "../support.js";
import type { Engine, Limitation } from "../types.js";
import { slug } from "../words.js";
import { breakExpressions } from "./context.js";
import { TaskBuilder } from "./tasks.js";

/** The `schedule` of the DSL: what starts the workflow; undefined where it is started by hand. */
function scheduleOf({ trigger }: Workflow, limitations: Limitation[]): object | undefined {
  if (!trigger) return undefined;
  if (!("use" in trigger)) {
    limitations.push(placeholderTrigger(trigger.annotation, "workflow"));
    return undefined;
  }
  const { use, inputs = {} } = trigger;
  if (use === "schedule.interval.every" && typeof inputs.interval === "string")
    return { every: inputs.interval };
  const cron = cronOf(use, inputs);
  if (cron) return { cron };
  if (/^schedule\./.test(use)) limitations.push(scheduleWithoutCron(use));
  const fixed = constantInputs(inputs);
  const data = fixed.length ? { data: breakExpressions(JSON.stringify(Object.fromEntries(fixed))) } : {};
  return { on: { one: { with: { type: use, ...data } } } };
}

/** CNCF Serverless Workflow DSL 1.0, with jq as its expression language. */
export const serverless: Engine = {
  id: "serverless",
  title: "Serverless Workflow",
  flags: {
    support: emulating("placeholder", "while", "until", "next"),
    roundTrip: false,
    checkedBy:
      "the validator of @serverlessworkflow/sdk; its jq is run by jq and compared with the reference",
  },
  export(workflow, catalog) {
    const builder = new TaskBuilder(catalog);
    const tasks = builder.build(workflow);
    const schedule = scheduleOf(workflow, builder.limitations);
    const document = {
      document: {
        dsl: "1.0.0",
        namespace: "flowright",
        name: slug(workflow.name),
        version: "0.1.0",
        title: breakExpressions(workflow.name),
      },
      ...(schedule ? { schedule } : {}),
      ...(builder.functions.size ? { use: { functions: Object.fromEntries(builder.functions) } } : {}),
      do: tasks,
    };
    return {
      files: [{ name: "workflow.sw.json", text: `${JSON.stringify(document, null, 2)}\n` }],
      limitations: builder.limitations,
    };
  },
};
