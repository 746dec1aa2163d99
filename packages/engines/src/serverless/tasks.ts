import { type Condition, type Inputs, type Step, type Workflow, walk } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { secondsOf } from "../duration.js";
import type { Limitation } from "../types.js";
import { slug, titleOf, undecidedIn } from "../words.js";
import { expression, jq, jqArgument, jqCondition } from "./jq.js";

type Task = Record<string, unknown>;
type Entry = Record<string, Task>;

const NEXT = "https://flowright.dev/errors/next";
const DECIDE = "flowright_decide";

/** Names of functions have letters, digits and underscores. */
const functionOf = (use: string): string => use.replace(/\W+/g, "_");

/** A text that stands where some runtimes look for expressions: it must not begin one. */
export const breakExpressions = (text: string): string => text.replaceAll("${", "$ {");

/** Keeps the output of a task for later ones. */
const keep = (id: string) => ({ as: expression(`$context + {${JSON.stringify(id)}: .}`) });

const inputsOf = (inputs: Inputs = {}, items: ReadonlySet<string>): Task =>
  Object.fromEntries(Object.entries(inputs).map(([field, value]) => [field, jqArgument(value, items)]));

/** Puts the steps of a workflow together as tasks (Serverless Workflow DSL 1.0, dsl-reference.md). */
export class TaskBuilder {
  readonly limitations: Limitation[] = [];
  readonly functions = new Map<string, Task>();
  #decisions = 0;

  constructor(readonly catalog: Catalog) {}

  build({ steps }: Workflow): Entry[] {
    const start: Entry = {
      start: {
        set: { trigger: expression("$workflow.input") },
        export: { as: expression("{trigger: .trigger}") },
      },
    };
    return [start, ...this.#block(steps, new Set())];
  }

  #limit(step: string, code: Limitation["code"], message: string): void {
    this.limitations.push({ step, code, message });
  }

  /** Tasks of a block, one after the other. A step that takes several names where control goes on after it. */
  #block(steps: readonly Step[], items: ReadonlySet<string>): Entry[] {
    return steps.flatMap((step, i) => {
      const next = steps[i + 1];
      return this.#step(step, next ? this.#entryOf(next) : "exit", items);
    });
  }

  /** The name of a step's first task. */
  #entryOf(step: Step): string {
    const condition = "if" in step ? step.if : "while" in step ? step.while : undefined;
    return condition && undecidedIn(condition).length
      ? `${step.id}_decide_1`
      : "until" in step
        ? `${step.id}_body`
        : step.id;
  }

  #call(name: string, title: string, inputs: Inputs, items: ReadonlySet<string>): Task {
    this.functions.set(name, {
      call: "http",
      metadata: { title: breakExpressions(title) },
      with: { method: "post", endpoint: `https://example.invalid/${name}`, body: expression(".") },
    });
    return { call: name, with: inputsOf(inputs, items) };
  }

  /** Tasks that ask for what is only said in words, and the condition over their answers. */
  #condition(
    id: string,
    condition: Condition,
    items: ReadonlySet<string>,
  ): { before: Entry[]; entry: string; when: string } {
    const variables = new Map(undecidedIn(condition).map((says) => [says, `c${++this.#decisions}`]));
    const before = [...variables].map(([says, variable], i): Entry => {
      this.#limit(
        id,
        "condition_in_words",
        `no data decides “${says}”: a function does, and gives back true or false`,
      );
      const task = this.#call(DECIDE, "Decide a question", { question: says }, items);
      return { [`${id}_decide_${i + 1}`]: { ...task, export: keep(variable) } };
    });
    const when = expression(jqCondition(condition, items, (says) => variables.get(says)!));
    return { before, entry: before.length ? `${id}_decide_1` : id, when };
  }

  #step(step: Step, after: string, items: ReadonlySet<string>): Entry[] {
    const { id } = step;
    const said = step.annotation ? { metadata: { annotation: breakExpressions(step.annotation) } } : {};
    const todo = (what: string): Entry[] => [{ [id]: { set: { todo: what }, ...said } }];
    if ("use" in step) {
      const task = this.#call(
        functionOf(step.use),
        titleOf(step.use, this.catalog),
        step.inputs ?? {},
        items,
      );
      return [{ [id]: { ...task, ...said, export: keep(id) } }];
    }
    if ("if" in step) return this.#if(step, after, items);
    if ("forEach" in step) {
      if (step.forEach === null)
        this.#limit(id, "list_unknown", "which list is gone through is not known: it is empty");
      const body = this.#loopBody(step, new Set(items).add(step.as));
      const list = expression(jq(step.forEach ?? [], items));
      return [{ [id]: { for: { each: step.as, in: list }, do: body, ...said } }];
    }
    if ("while" in step) {
      const { before, entry, when } = this.#condition(id, step.while, items);
      return [
        ...before,
        { [id]: { switch: [{ again: { when, then: `${id}_body` } }, { done: { then: after } }], ...said } },
        { [`${id}_body`]: { do: this.#loopBody(step, items), then: entry } },
      ];
    }
    if ("until" in step) {
      const { before, when } = this.#condition(id, step.until, items);
      return [
        { [`${id}_body`]: { do: this.#loopBody(step, items), ...said } },
        ...before,
        { [id]: { switch: [{ done: { when, then: after } }, { again: { then: `${id}_body` } }] } },
      ];
    }
    if ("parallel" in step) {
      const branches = step.parallel.map((branch, i) => ({
        [`${id}_${i + 1}`]: { do: this.#block(branch, items) },
      }));
      return [{ [id]: { fork: { compete: false, branches }, ...said } }];
    }
    if ("try" in step)
      return [
        {
          [id]: {
            try: this.#block(step.try, items),
            // going on to the next item is no failure
            catch: {
              when: expression(`$error.type != ${JSON.stringify(NEXT)}`),
              do: this.#block(step.catch, items),
            },
            ...said,
          },
        },
      ];
    if ("stop" in step) return [{ [id]: { set: { stopped: true }, then: "end", ...said } }];
    if ("next" in step)
      return [{ [id]: { raise: { error: { type: NEXT, status: 409, title: "next item" } } } }];
    if ("call" in step) {
      if (typeof step.call !== "string") {
        this.#limit(id, "call", "which workflow is called is not known before it runs: fill in its name");
        return todo("run another workflow");
      }
      const name = slug(step.call);
      return [
        {
          [id]: {
            run: {
              workflow: {
                namespace: "flowright",
                name,
                version: "latest",
                input: inputsOf(step.inputs, items),
              },
            },
            ...said,
          },
        },
      ];
    }
    if ("wait" in step) {
      const { duration, until } = step.wait;
      if (secondsOf(duration) !== undefined) return [{ [id]: { wait: duration as string, ...said } }];
      const what = JSON.stringify(until ?? duration ?? "");
      this.#limit(id, "time_in_words", `how long to wait (${what}) is no duration: a task marks the place`);
      return todo(`wait ${breakExpressions(what)}`);
    }
    this.#limit(id, "placeholder", `no step serves “${step.annotation ?? ""}”: a task marks the place`);
    return todo(breakExpressions(step.annotation ?? ""));
  }

  #if(step: Extract<Step, { if: unknown }>, after: string, items: ReadonlySet<string>): Entry[] {
    const { id } = step;
    const branches = [step, ...(step.elseIf ?? [])];
    const named = (i: number) => (i ? `${id}_${i + 1}` : id);
    const conditions = branches.map((branch, i) => this.#condition(named(i), branch.if, items));
    return [
      ...branches.flatMap((branch, i): Entry[] => {
        const otherwise = conditions[i + 1]?.entry ?? (step.else ? `${id}_else` : after);
        const { before, when } = conditions[i]!;
        const said = branch.annotation
          ? { metadata: { annotation: breakExpressions(branch.annotation) } }
          : {};
        return [
          ...before,
          {
            [named(i)]: {
              switch: [{ yes: { when, then: `${named(i)}_then` } }, { no: { then: otherwise } }],
              ...said,
            },
          },
          { [`${named(i)}_then`]: { do: this.#block(branch.then, items), then: after } },
        ];
      }),
      ...(step.else ? [{ [`${id}_else`]: { do: this.#block(step.else, items), then: after } }] : []),
    ];
  }

  /** A body that may go on to the next item from deep inside: that is an error, caught here. */
  #loopBody(step: Extract<Step, { do: unknown }>, items: ReadonlySet<string>): Entry[] {
    const body = this.#block(step.do, items);
    if (![...walk(step.do)].some(({ step: one }) => "next" in one)) return body;
    return [
      {
        [`${step.id}_item`]: {
          try: body,
          catch: {
            errors: { with: { type: NEXT } },
            do: [{ [`${step.id}_next`]: { set: { skipped: true } } }],
          },
        },
      },
    ];
  }
}
