import type { Inputs, Step, Workflow } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { printable } from "@flowright/workflow/core";
import pc from "picocolors";
import { drawCondition, drawValue } from "./values.js";

interface Branch {
  title: string;
  details: string[];
  children: Branch[];
}

const UNSPECIFIED = pc.yellow("? unspecified");

const quoteAnnotation = ({ annotation }: { annotation?: string }): string =>
  annotation ? pc.dim(` “${printable(annotation)}”`) : "";

class Drawer {
  readonly #missing = new Map<string, string[]>();

  constructor(
    workflow: Workflow,
    private readonly catalog: Catalog,
  ) {
    for (const { step, input } of workflow.missing ?? [])
      this.#missing.set(step, [...(this.#missing.get(step) ?? []), input]);
  }

  name(use: string): string {
    const step = this.catalog.get(use);
    const app = step && this.catalog.app(step.app)?.title;
    return step
      ? `${pc.bold(printable(`${app ?? step.app}: ${step.title}`))} ${pc.dim(use)}`
      : pc.bold(printable(use));
  }

  details(id: string, inputs: Inputs | undefined): string[] {
    const filled = Object.entries(inputs ?? {}).map(([name, value]) => `${name}: ${drawValue(value)}`);
    const missing = (this.#missing.get(id) ?? [])
      .filter((name) => !/^(if|elseIf|while|until|forEach|call)\b/.test(name))
      .map((name) => `${name}: ${UNSPECIFIED}`);
    return [...filled, ...missing];
  }

  step(step: Step): Branch {
    return {
      title: `${pc.dim(step.id)} ${this.#title(step)}${quoteAnnotation(step)}`,
      details: "use" in step ? this.details(step.id, step.inputs) : [],
      children: this.#children(step),
    };
  }

  #title(step: Step): string {
    if ("use" in step) return this.name(step.use);
    if ("if" in step) return `${pc.magenta("if")} ${drawCondition(step.if)}`;
    if ("forEach" in step) {
      const list = step.forEach === null ? UNSPECIFIED : drawValue(step.forEach);
      return `${pc.magenta("for each")} ${pc.cyan(step.as)} ${pc.magenta("in")} ${list}`;
    }
    if ("while" in step) return `${pc.magenta("while")} ${drawCondition(step.while)}`;
    if ("until" in step) return `${pc.magenta("repeat until")} ${drawCondition(step.until)}`;
    if ("parallel" in step) return pc.magenta("in parallel");
    if ("try" in step) return pc.magenta("try");
    if ("wait" in step) {
      const { duration, until } = step.wait;
      const end = until === undefined ? "" : `until ${drawValue(until)}`;
      return `${pc.magenta("wait")} ${duration === undefined ? end : drawValue(duration)}`;
    }
    if ("stop" in step) return pc.magenta("stop");
    if ("next" in step) return pc.magenta("go on to the next item");
    if ("call" in step)
      return `${pc.magenta("run the workflow")} ${step.call === null ? UNSPECIFIED : drawValue(step.call)}`;
    return pc.yellow("no step for this:");
  }

  #children(step: Step): Branch[] {
    const all = (steps: readonly Step[]) => steps.map((one) => this.step(one));
    const branch = (title: string, steps: readonly Step[]): Branch => ({
      title,
      details: [],
      children: all(steps),
    });
    if ("if" in step)
      return [
        ...all(step.then),
        ...(step.elseIf ?? []).map((one) =>
          branch(`${pc.magenta("else if")} ${drawCondition(one.if)}${quoteAnnotation(one)}`, one.then),
        ),
        ...(step.else ? [branch(pc.magenta("else"), step.else)] : []),
      ];
    if ("parallel" in step) return step.parallel.map((one, i) => branch(pc.magenta(`branch ${i + 1}`), one));
    if ("try" in step) return [...all(step.try), branch(pc.magenta("on error"), step.catch)];
    return "do" in step ? all(step.do) : [];
  }
}

function lines(branches: readonly Branch[], indent: string): string[] {
  return branches.flatMap((branch, i) => {
    const last = i === branches.length - 1;
    const below = `${indent}${last ? "   " : "│  "}`;
    return [
      `${indent}${pc.dim(last ? "└─" : "├─")} ${branch.title}`,
      ...branch.details.map((detail) => `${below}${branch.children.length ? "│" : " "}   ${detail}`),
      ...lines(branch.children, below),
    ];
  });
}

/** The workflow as a tree for people to read in a terminal, in ANSI colours where the terminal has them. */
export function draw(workflow: Workflow, catalog: Catalog): string {
  const drawer = new Drawer(workflow, catalog);
  const { trigger } = workflow;
  const start = pc.blue("▶");
  const head = !trigger
    ? `${start} ${pc.bold("Started by hand")}`
    : "use" in trigger
      ? `${start} ${drawer.name(trigger.use)}${quoteAnnotation(trigger)}`
      : `${start} ${pc.yellow("no trigger for this:")}${quoteAnnotation(trigger)}`;
  const details =
    trigger && "use" in trigger
      ? drawer.details("trigger", trigger.inputs).map((detail) => `│    ${detail}`)
      : [];
  return [
    head,
    ...details,
    ...lines(
      workflow.steps.map((step) => drawer.step(step)),
      "",
    ),
  ].join("\n");
}
