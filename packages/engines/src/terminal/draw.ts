import {
  type Condition,
  type Inputs,
  isRef,
  isTemplate,
  type Step,
  type Value,
  type Workflow,
} from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { printable } from "@flowright/workflow/core";
import pc from "picocolors";

const OPS: Readonly<Record<string, string>> = {
  eq: "is",
  ne: "is not",
  gt: ">",
  lt: "<",
  ge: "≥",
  le: "≤",
  contains: "contains",
  empty: "is empty",
  filled: "is filled",
  true: "is true",
  false: "is false",
};

export function drawValue(value: Value): string {
  if (isRef(value)) return pc.cyan(`{${value.ref}}`);
  if (isTemplate(value))
    return printable(value.template).replace(/\{\{([^}]*)\}\}/g, (_, ref: string) =>
      pc.cyan(`{${ref.trim()}}`),
    );
  if (Array.isArray(value)) return value.map(drawValue).join(", ");
  return pc.green(printable(JSON.stringify(value)));
}

export function drawCondition(condition: Condition): string {
  if ("all" in condition) return condition.all.map(drawCondition).join(pc.dim(" and "));
  if ("any" in condition) return condition.any.map(drawCondition).join(pc.dim(" or "));
  if ("not" in condition) return `${pc.dim("not")} ${drawCondition(condition.not)}`;
  if ("says" in condition) return `“${printable(condition.says)}”`;
  return `${drawValue(condition.left)} ${OPS[condition.op]}${"right" in condition ? ` ${drawValue(condition.right)}` : ""}`;
}

interface Branch {
  title: string;
  details: string[];
  children: Branch[];
}

const said = (node: { annotation?: string }) =>
  node.annotation ? pc.dim(` “${printable(node.annotation)}”`) : "";

class Drawer {
  readonly #missing: Map<string, string[]>;

  constructor(
    workflow: Workflow,
    private readonly catalog: Catalog,
  ) {
    this.#missing = new Map();
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
      .map((name) => `${name}: ${pc.yellow("? not said")}`);
    return [...filled, ...missing];
  }

  step(step: Step): Branch {
    const leaf = (title: string, details: string[] = [], children: Branch[] = []): Branch => ({
      title,
      details,
      children,
    });
    const all = (steps: readonly Step[]) => steps.map((one) => this.step(one));
    if ("use" in step)
      return leaf(
        `${pc.dim(step.id)} ${this.name(step.use)}${said(step)}`,
        this.details(step.id, step.inputs),
      );
    if ("if" in step)
      return leaf(
        `${pc.dim(step.id)} ${pc.magenta("if")} ${drawCondition(step.if)}${said(step)}`,
        [],
        [
          ...all(step.then),
          ...(step.elseIf ?? []).map((branch) =>
            leaf(`${pc.magenta("else if")} ${drawCondition(branch.if)}${said(branch)}`, [], all(branch.then)),
          ),
          ...(step.else ? [leaf(pc.magenta("else"), [], all(step.else))] : []),
        ],
      );
    if ("forEach" in step)
      return leaf(
        `${pc.dim(step.id)} ${pc.magenta("for each")} ${pc.cyan(step.as)} ${pc.magenta("in")} ${step.forEach === null ? pc.yellow("? not said") : drawValue(step.forEach)}${said(step)}`,
        [],
        all(step.do),
      );
    if ("while" in step)
      return leaf(
        `${pc.dim(step.id)} ${pc.magenta("while")} ${drawCondition(step.while)}${said(step)}`,
        [],
        all(step.do),
      );
    if ("until" in step)
      return leaf(
        `${pc.dim(step.id)} ${pc.magenta("repeat until")} ${drawCondition(step.until)}${said(step)}`,
        [],
        all(step.do),
      );
    if ("parallel" in step)
      return leaf(
        `${pc.dim(step.id)} ${pc.magenta("in parallel")}${said(step)}`,
        [],
        step.parallel.map((branch, i) => leaf(pc.magenta(`branch ${i + 1}`), [], all(branch))),
      );
    if ("try" in step)
      return leaf(
        `${pc.dim(step.id)} ${pc.magenta("try")}${said(step)}`,
        [],
        [...all(step.try), leaf(pc.magenta("on error"), [], all(step.catch))],
      );
    if ("wait" in step) {
      const { duration, until } = step.wait;
      return leaf(
        `${pc.dim(step.id)} ${pc.magenta("wait")} ${duration !== undefined ? drawValue(duration) : until !== undefined ? `until ${drawValue(until)}` : ""}${said(step)}`,
      );
    }
    if ("stop" in step) return leaf(`${pc.dim(step.id)} ${pc.magenta("stop")}${said(step)}`);
    if ("next" in step)
      return leaf(`${pc.dim(step.id)} ${pc.magenta("go on to the next item")}${said(step)}`);
    if ("call" in step)
      return leaf(
        `${pc.dim(step.id)} ${pc.magenta("run the workflow")} ${step.call === null ? pc.yellow("? not said") : drawValue(step.call)}${said(step)}`,
      );
    return leaf(`${pc.dim(step.id)} ${pc.yellow("no step for this:")}${said(step)}`);
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

/** The workflow as a tree for people to read. */
export function draw(workflow: Workflow, catalog: Catalog): string {
  const drawer = new Drawer(workflow, catalog);
  const { trigger } = workflow;
  const head = !trigger
    ? `${pc.blue("▶")} ${pc.bold("Started by hand")}`
    : "use" in trigger
      ? `${pc.blue("▶")} ${drawer.name(trigger.use)}${said(trigger)}`
      : `${pc.blue("▶")} ${pc.yellow("no trigger for this:")}${said(trigger)}`;
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
