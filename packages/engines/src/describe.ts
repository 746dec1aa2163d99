import type { Inputs, Step, Workflow } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { secondsOf } from "./duration.js";
import { conditionInWords, startInWords, titleOf, valueInWords } from "./words.js";

/** A duration in words: "2 hours". Other texts in quotation marks. */
function durationInWords(text: string): string {
  const seconds = secondsOf(text);
  if (!seconds) return `“${text}”`;
  const units = [
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
    ["second", 1],
  ] as const;
  let rest = seconds;
  return units
    .flatMap(([unit, size]) => {
      const count = unit === "second" ? rest : Math.floor(rest / size);
      rest -= count * size;
      return count ? [`${count} ${unit}${count === 1 ? "" : "s"}`] : [];
    })
    .join(" ");
}

const inputsInWords = (inputs: Inputs | undefined): string => {
  const parts = Object.entries(inputs ?? {}).map(
    ([name, value]) => `${name.replaceAll("_", " ")}: ${valueInWords(value)}`,
  );
  return parts.length ? ` (${parts.join("; ")})` : "";
};

class DescriptionWriter {
  readonly lines: string[] = [];

  constructor(readonly catalog: Catalog) {}

  block(steps: readonly Step[], depth: number): void {
    for (const [i, step] of steps.entries()) this.#step(step, `${i + 1}.`, depth);
  }

  #line(text: string, depth: number): void {
    this.lines.push(`${"   ".repeat(depth)}${text}`);
  }

  #step(step: Step, mark: string, depth: number): void {
    const say = (text: string) => this.#line(`${mark} ${text} [${step.id}]`, depth);
    const inner = (steps: readonly Step[]) => this.block(steps, depth + 1);
    if ("use" in step) say(`${titleOf(step.use, this.catalog)}${inputsInWords(step.inputs)}`);
    else if ("placeholder" in step) say(`Not automated, nothing serves it: “${step.annotation ?? ""}”`);
    else if ("if" in step) {
      say(`If ${conditionInWords(step.if)}:`);
      inner(step.then);
      for (const branch of step.elseIf ?? []) {
        this.#line(`   or else, if ${conditionInWords(branch.if)}:`, depth);
        inner(branch.then);
      }
      if (step.else) {
        this.#line("   otherwise:", depth);
        inner(step.else);
      }
    } else if ("forEach" in step) {
      say(
        `For each ${step.as} of ${step.forEach === null ? "a list that is not known yet" : valueInWords(step.forEach)}:`,
      );
      inner(step.do);
    } else if ("while" in step) {
      say(`As long as ${conditionInWords(step.while)}, again and again:`);
      inner(step.do);
    } else if ("until" in step) {
      say(`Again and again, until ${conditionInWords(step.until)}:`);
      inner(step.do);
    } else if ("parallel" in step) {
      say("At the same time:");
      for (const [i, branch] of step.parallel.entries()) {
        this.#line(`   ${i ? "and" : "on the one side"}:`, depth);
        inner(branch);
      }
    } else if ("try" in step) {
      say("Try this:");
      inner(step.try);
      this.#line("   and if a step of it fails:", depth);
      inner(step.catch);
    } else if ("wait" in step) {
      const { duration, until } = step.wait;
      say(
        typeof duration === "string"
          ? `Wait ${durationInWords(duration)}`
          : `Wait ${until === undefined ? `for ${valueInWords(duration ?? "")}` : `until ${valueInWords(until)}`}`,
      );
    } else if ("stop" in step) say("Stop here");
    else if ("next" in step) say("Go on with the next one");
    else
      say(
        `Run the workflow ${step.call === null ? "(which one is not known yet)" : valueInWords(step.call)}${inputsInWords(step.inputs)}`,
      );
  }
}

/**
 * A workflow in plain English, a line per step: the same text for the same workflow.
 * Inputs under `missing` are listed at the end.
 */
export function describeWorkflow(workflow: Workflow, catalog: Catalog): string {
  const { trigger, missing = [] } = workflow;
  const writer = new DescriptionWriter(catalog);
  const inputs = trigger && "use" in trigger ? inputsInWords(trigger.inputs) : "";
  writer.block(workflow.steps, 0);
  const open = missing.map(({ step, input }) => `- ${input.replaceAll("_", " ")} of ${step}`);
  return [
    `Starts: ${startInWords(workflow, catalog)}${inputs}`,
    ...writer.lines,
    ...(open.length ? ["", "Still to be filled in:", ...open] : []),
  ].join("\n");
}
