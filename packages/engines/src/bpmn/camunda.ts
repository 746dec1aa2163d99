import type { Inputs, Value } from "@flowright/workflow";
import { feel, feelInputs, variable } from "./feel.js";
import { type Element, element } from "./xml.js";

// Extensions of Camunda 8 (Zeebe) to BPMN: https://github.com/camunda/zeebe-bpmn-moddle

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

/** The job of a service task. @param use Type of the job: the step's id in the catalogue. @param id Names the variable of the output. */
export const job = (use: string, inputs: Inputs | undefined, id: string): Element =>
  extended(element("zeebe:taskDefinition", { type: use }), mapping(inputs, output("output", variable(id))));

/** A user task. @param answer The variable of the answer. */
export const question = (answer: string): Element =>
  extended(element("zeebe:userTask"), mapping(undefined, output("decision", answer)));

/** The process that a call activity starts. */
export const called = (processId: string, inputs: Inputs | undefined): Element =>
  extended(element("zeebe:calledElement", { processId, propagateAllChildVariables: false }), mapping(inputs));

/** Loop characteristics: once for each item of a list, one after the other. */
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

/** A timer. @param tag `timeDuration` or `timeDate` @param value ISO 8601, or an expression. */
export const timer = (id: string, tag: string, value: string): Element =>
  element(
    "bpmn:timerEventDefinition",
    { id },
    element(`bpmn:${tag}`, { "xsi:type": "bpmn:tFormalExpression" }, value),
  );
