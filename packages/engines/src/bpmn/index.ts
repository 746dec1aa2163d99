import type { Workflow } from "@flowright/workflow";
import { cronOf } from "../cron.js";
import { placeholderTrigger, scheduleWithoutCron } from "../limitations.js";
import { emulating, triggerFilter } from "../support.js";
import type { Engine } from "../types.js";
import { startInWords } from "../words.js";
import { ProcessBuilder, processIdOf } from "./process.js";
import { type Element, element, writeXml } from "./xml.js";

const NAMESPACES = {
  "xmlns:bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
  "xmlns:bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
  "xmlns:dc": "http://www.omg.org/spec/DD/20100524/DC",
  "xmlns:di": "http://www.omg.org/spec/DD/20100524/DI",
  "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
  "xmlns:zeebe": "http://camunda.org/schema/zeebe/1.0",
  "xmlns:modeler": "http://camunda.org/schema/modeler/1.0",
};

/** The start event: a timer for schedules, a message for events of an app. */
function startEvent(id: string, { trigger }: Workflow, name: string, builder: ProcessBuilder): Element {
  const plain = element("bpmn:startEvent", { id, name });
  if (!trigger) return plain;
  if (!("use" in trigger)) {
    builder.limitations.push(placeholderTrigger(trigger.annotation, "process"));
    return plain;
  }
  const { use, inputs = {} } = trigger;
  const cron = cronOf(use, inputs);
  const cycle =
    use === "schedule.interval.every" && typeof inputs.interval === "string"
      ? `R/${inputs.interval}`
      : cron && `0 ${cron}`;
  if (cycle)
    return element(
      "bpmn:startEvent",
      { id, name },
      element(
        "bpmn:timerEventDefinition",
        { id: `${id}_timer` },
        element("bpmn:timeCycle", { "xsi:type": "bpmn:tFormalExpression" }, cycle),
      ),
    );
  if (use.startsWith("schedule.")) {
    builder.limitations.push(scheduleWithoutCron(use));
    return plain;
  }
  const filter = triggerFilter(inputs);
  if (filter)
    builder.limitations.push({
      step: "trigger",
      code: "trigger",
      message: `any message ${use} starts the process: send it only for ${filter}`,
    });
  builder.shared.push(element("bpmn:message", { id: `${id}_message`, name: use }));
  return element(
    "bpmn:startEvent",
    { id, name },
    element("bpmn:messageEventDefinition", { id: `${id}_event`, messageRef: `${id}_message` }),
  );
}

/** BPMN 2.0 with a diagram, with task definitions of Camunda 8 (Zeebe) and expressions in FEEL. */
export const bpmn: Engine = {
  id: "bpmn",
  title: "BPMN 2.0",
  flags: {
    support: emulating("placeholder", "while", "until"),
    roundTrip: false,
    checkedBy: "bpmn-moddle, and run by bpmn-engine",
  },
  export(workflow, catalog) {
    const builder = new ProcessBuilder(workflow, catalog);
    const started = startInWords(workflow, catalog);
    const content = builder.build((id) => startEvent(id, workflow, started, builder));
    const id = processIdOf(workflow.name);
    const document = element(
      "bpmn:definitions",
      {
        ...NAMESPACES,
        id: "Definitions_1",
        targetNamespace: "https://flowright.dev/bpmn",
        exporter: "Flowright",
        "modeler:executionPlatform": "Camunda Cloud",
        "modeler:executionPlatformVersion": "8.5.0",
      },
      ...builder.shared,
      element("bpmn:process", { id, name: workflow.name, isExecutable: true }, ...content),
      builder.diagram.plane(id),
    );
    return {
      files: [
        {
          name: "workflow.bpmn",
          text: `<?xml version="1.0" encoding="UTF-8"?>\n${writeXml(document)}\n`,
        },
      ],
      limitations: builder.limitations,
    };
  },
};
