import type { Inputs, Value } from "@flowright/workflow";
import { feel, feelInputs, variable } from "./feel.js";
import { type Element, element } from "./xml.js";

// What Camunda 8 (Zeebe) reads beside BPMN: https://github.com/camunda/zeebe-bpmn-moddle

const extended = (...inner: Element[]): Element => element("bpmn:extensionElements", {}, ...inner);

const mapping = (inputs: Inputs | undefined, ...outputs: Element[]): Element =>
  element(
    "zeebe:ioMapping",
    {},
    ...feelInputs(inputs).map(([target, source]) => element("zeebe:input", { source: `=${source}`, target })),
    ...outputs,
  );

const output = (source: string, target: string): Element =>
  element("zeebe:output", { source: `=${source}`, target });

/** The job of a service task: its type is the step's id in the catalogue, its output goes to a variable of that name. */
export const job = (use: string, inputs: Inputs | undefined, id: string): Element =>
  extended(element("zeebe:taskDefinition", { type: use }), mapping(inputs, output("output", variable(id))));

/** What a person answers goes to a variable. */
export const question = (answer: string): Element =>
  extended(element("zeebe:userTask"), mapping(undefined, output("decision", answer)));

export const called = (processId: string, inputs: Inputs | undefined): Element =>
  extended(element("zeebe:calledElement", { processId, propagateAllChildVariables: false }), mapping(inputs));

/** A sub-process that is done once for each item of a list, one after the other. */
export const forEachOf = (list: Value | null, as: string): Element =>
  element(
    "bpmn:multiInstanceLoopCharacteristics",
    { isSequential: true },
    extended(
      element("zeebe:loopCharacteristics", {
        inputCollection: `=${list === null ? "[]" : feel(list)}`,
        inputElement: variable(as),
      }),
    ),
  );

/** @param tag `timeDuration` or `timeDate` */
export const timer = (id: string, tag: string, value: string): Element =>
  element(
    "bpmn:timerEventDefinition",
    { id },
    element(`bpmn:${tag}`, { "xsi:type": "bpmn:tFormalExpression" }, value),
  );
