import { type Inputs, type Step, type StepKind, stepKind, type Workflow } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { conditionInWords, startInWords, titleOf, valueInWords } from "../words.js";
import type { Run } from "./text.js";

/** A box of the picture, or the words at the head of a branch. */
export interface Box {
  /** How many blocks it stands in; the trigger stands at 0. */
  depth: number;
  kind: StepKind | "trigger" | "label";
  /** Paragraphs, each wrapped on its own: the title first, then the inputs, then the words of the request. */
  paragraphs: Run[][];
}

const quoted = (annotation: string | undefined): Run[][] =>
  annotation ? [[{ text: `“${annotation}”`, style: "quiet" }]] : [];

class Boxes {
  readonly all: Box[] = [];
  readonly #missing = new Map<string, string[]>();

  constructor(
    workflow: Workflow,
    readonly catalog: Catalog,
  ) {
    for (const { step, input } of workflow.missing ?? [])
      this.#missing.set(step, [...(this.#missing.get(step) ?? []), input]);
    const { trigger } = workflow;
    const served = trigger !== undefined && "use" in trigger;
    const title: Run[] = [{ text: startInWords(workflow, catalog), style: "title" }];
    if (served) title.push({ text: trigger.use, style: "quiet" });
    this.all.push({
      depth: 0,
      kind: trigger && !served ? "placeholder" : "trigger",
      paragraphs: [
        title,
        ...this.#inputs("trigger", served ? trigger.inputs : undefined),
        ...quoted(trigger?.annotation),
      ],
    });
    this.#block(workflow.steps, 1);
  }

  #block(steps: readonly Step[], depth: number): void {
    for (const step of steps) this.#step(step, depth);
  }

  #label(text: string, depth: number, annotation?: string): void {
    this.all.push({
      depth,
      kind: "label",
      paragraphs: [[{ text, style: "quiet" }], ...quoted(annotation)],
    });
  }

  /** The inputs that are filled, then those that the request does not specify. */
  #inputs(id: string, inputs: Inputs | undefined): Run[][] {
    const filled = Object.entries(inputs ?? {}).map(([name, value]): Run[] => [
      { text: `${name}:`, style: "quiet" },
      { text: valueInWords(value) },
    ]);
    const missing = (this.#missing.get(id) ?? []).map((name): Run[] => [
      { text: `${name}:`, style: "quiet" },
      { text: "not specified", style: "missing" },
    ]);
    return [...filled, ...missing];
  }

  #step(step: Step, depth: number): void {
    const title: Run[] = [
      { text: step.id, style: "id" },
      { text: this.#title(step), style: "title" },
    ];
    if ("use" in step) title.push({ text: step.use, style: "quiet" });
    this.all.push({
      depth,
      kind: stepKind(step),
      paragraphs: [
        title,
        ...this.#inputs(step.id, "use" in step ? step.inputs : undefined),
        ...quoted(step.annotation),
      ],
    });
    if ("if" in step) {
      this.#block(step.then, depth + 1);
      for (const branch of step.elseIf ?? []) {
        this.#label(`otherwise, if ${conditionInWords(branch.if)}`, depth, branch.annotation);
        this.#block(branch.then, depth + 1);
      }
      if (step.else) {
        this.#label("otherwise", depth);
        this.#block(step.else, depth + 1);
      }
    } else if ("do" in step) this.#block(step.do, depth + 1);
    else if ("parallel" in step)
      for (const [i, branch] of step.parallel.entries()) {
        if (i) this.#label("and", depth);
        this.#block(branch, depth + 1);
      }
    else if ("try" in step) {
      this.#block(step.try, depth + 1);
      this.#label("if it fails", depth);
      this.#block(step.catch, depth + 1);
    }
  }

  #title(step: Step): string {
    if ("use" in step) return titleOf(step.use, this.catalog);
    if ("if" in step) return `If ${conditionInWords(step.if)}`;
    if ("forEach" in step)
      return `For each ${step.as} of ${step.forEach === null ? "a list" : valueInWords(step.forEach)}`;
    if ("while" in step) return `As long as ${conditionInWords(step.while)}`;
    if ("until" in step) return `Until ${conditionInWords(step.until)}`;
    if ("parallel" in step) return "At the same time";
    if ("try" in step) return "Try";
    if ("wait" in step) return `Wait ${valueInWords(step.wait.duration ?? step.wait.until ?? "")}`;
    if ("stop" in step) return "Stop";
    if ("next" in step) return "Continue with the next item";
    if ("call" in step) return `Run ${step.call === null ? "another workflow" : valueInWords(step.call)}`;
    return "To do: no step of the catalogue does this";
  }
}

/** The boxes of a workflow from top to bottom, the trigger first. */
export const boxesOf = (workflow: Workflow, catalog: Catalog): Box[] => new Boxes(workflow, catalog).all;
