import type { Workflow } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { cronOf } from "../cron.js";
import { secondsOf } from "../duration.js";
import { placeholderTrigger, scheduleWithoutCron } from "../limitations.js";
import { emulating, triggerFilter } from "../support.js";
import type { Engine, Limitation } from "../types.js";
import { slug, startInWords } from "../words.js";
import { ModuleBuilder } from "./modules.js";

/** Windmill's cron begins with seconds. An interval can be written only where it divides an hour or a day. */
function scheduleOf(use: string, inputs: Readonly<Record<string, unknown>>): string | undefined {
  const cron = cronOf(use, inputs);
  if (cron) return `0 ${cron}`;
  const seconds = use === "schedule.interval.every" ? secondsOf(inputs.interval) : undefined;
  if (!seconds) return undefined;
  if (seconds % 60 === 0 && 3600 % seconds === 0) return `0 */${seconds / 60} * * * *`.replace("*/60", "0");
  return seconds % 3600 === 0 && 86_400 % seconds === 0
    ? `0 0 */${seconds / 3600} * * *`.replace("*/24", "0")
    : undefined;
}

/** The schedule that starts the flow; undefined for flows that are started by hand or through their webhook. */
function schedule({ trigger, name }: Workflow, limitations: Limitation[]): object | undefined {
  if (!trigger) return undefined;
  if (!("use" in trigger)) {
    limitations.push(placeholderTrigger(trigger.annotation, "flow"));
    return undefined;
  }
  const { use, inputs = {} } = trigger;
  const path = `f/flowright/${slug(name)}`;
  const when = scheduleOf(use, inputs);
  if (when)
    return {
      path,
      schedule: when,
      timezone: "UTC",
      script_path: path,
      is_flow: true,
      args: {},
      enabled: true,
    };
  if (use.startsWith("schedule.")) limitations.push(scheduleWithoutCron(use));
  else if (use !== "manual.button.pressed") {
    const filter = triggerFilter(inputs);
    limitations.push({
      step: "trigger",
      code: "trigger",
      message: `call the flow's webhook for ${use}, with the event as its body${filter && `, only for ${filter}`}`,
    });
  }
  return undefined;
}

/** JSON Schema of the flow's input: the fields of the trigger's output. */
function inputOf({ trigger }: Workflow, catalog: Catalog): object {
  const outputs = trigger && "use" in trigger ? catalog.get(trigger.use)?.outputs : undefined;
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    properties: outputs?.properties ?? {},
    required: [],
  };
}

/** OpenFlow of Windmill. Each step is a script in TypeScript whose body has to be filled in. */
export const openflow: Engine = {
  id: "openflow",
  title: "Windmill OpenFlow",
  flags: {
    support: emulating("placeholder", "while", "until", "try", "stop", "next"),
    roundTrip: false,
    checkedBy:
      "tsc, against the types of windmill-client; its JavaScript is run and compared with the reference",
  },
  export(workflow, catalog) {
    const builder = new ModuleBuilder(workflow, catalog);
    const value = builder.build();
    const started = schedule(workflow, builder.limitations);
    const flow = {
      summary: workflow.name,
      description: startInWords(workflow, catalog),
      value,
      schema: inputOf(workflow, catalog),
    };
    const text = (document: unknown) => `${JSON.stringify(document, null, 2)}\n`;
    return {
      files: [
        { name: "workflow.openflow.json", text: text(flow) },
        ...(started ? [{ name: "trigger.schedule.json", text: text(started) }] : []),
      ],
      limitations: builder.limitations,
    };
  },
};
