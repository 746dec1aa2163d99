import type { Step, Workflow } from "@flowright/workflow";
import type { StepDefinition } from "@flowright/workflow/catalog";
import { FlowrightError } from "@flowright/workflow/core";
import type { PreparedRequest } from "../request.js";
import { findSpan, spanText } from "../span.js";
import type { Aliases, Form } from "../types.js";
import { OUTLINE_END, plain, TOKENS as T } from "./tokens.js";

/** The prompt of the first pass: the aliases of the candidates, then the request. */
export function outlinePrompt(
  request: PreparedRequest,
  candidates: readonly StepDefinition[],
  aliases: Aliases,
): string {
  const list = candidates.map(
    (step) => `${step.kind === "trigger" ? T.trigger : T.candidate}${plain(aliases.of(step.id))}`,
  );
  return `${T.outline}${list.join("")}${T.request}${request.text}${T.answer}`;
}

/**
 * Prints the outline of a workflow in pre-order: the annotation of each node, then what it is.
 * @throws {FlowrightError} CODEC_PARSE when an annotation is not a part of the request.
 */
export function printOutline(
  workflow: Workflow,
  request: PreparedRequest,
  aliases: Aliases,
  { annotations = true, passes = "twoPass" }: Form = {},
): string {
  const words = (annotation: string | undefined): string => {
    if (!annotations) return "";
    const span = annotation === undefined ? undefined : findSpan(request, annotation);
    if (!span)
      throw new FlowrightError("CODEC_PARSE", `annotation "${annotation}" is not a part of the request`);
    return spanText(request, span);
  };
  const all = (steps: readonly Step[]): string => steps.map(one).join("");
  const use = (id: string): string => `${T.use}${plain(aliases.of(id))}${T.next}`;
  const one = (step: Step): string => {
    const said = words(step.annotation);
    if ("use" in step) return said + use(step.use);
    if ("if" in step)
      return [
        `${said}${T.if}${all(step.then)}`,
        ...(step.elseIf ?? []).map(
          (branch) => `${T.elseIf}${words(branch.annotation)}${T.then}${all(branch.then)}`,
        ),
        step.else ? `${T.else}${all(step.else)}` : "",
        T.end,
      ].join("");
    if ("forEach" in step) return `${said}${T.forEach}${all(step.do)}${T.end}`;
    if ("while" in step) return `${said}${T.while}${all(step.do)}${T.end}`;
    if ("until" in step) return `${said}${T.until}${all(step.do)}${T.end}`;
    if ("parallel" in step) return `${said}${T.parallel}${step.parallel.map(all).join(T.and)}${T.end}`;
    if ("try" in step) return `${said}${T.try}${all(step.try)}${T.catch}${all(step.catch)}${T.end}`;
    if ("wait" in step) return said + T.wait;
    if ("stop" in step) return said + T.stop;
    if ("next" in step) return said + T.skip;
    if ("call" in step) return said + T.call;
    return said + T.none;
  };
  const trigger = workflow.trigger;
  const start = trigger
    ? words(trigger.annotation) + ("use" in trigger ? use(trigger.use) : T.none)
    : T.manual;
  return `${start}${all(workflow.steps)}${passes === "singlePass" ? OUTLINE_END : T.eos}`;
}
