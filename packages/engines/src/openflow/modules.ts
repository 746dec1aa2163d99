import { type Condition, type Inputs, type Step, type Value, type Workflow, walk } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { isTimestamp, secondsOf } from "../duration.js";
import { isConstant, javascript, javascriptCondition, listOrEmpty } from "../javascript.js";
import { literalOf } from "../support.js";
import type { Limitation } from "../types.js";
import { slug, titleOf, undecidedIn } from "../words.js";
import { exitReason, mayExitEarly } from "./early-exit.js";
import { type Items, inFlow, resultOf } from "./expressions.js";
import { FAILURE, failureOf } from "./failure.js";
import { DECIDE, DONE, END, GIVE, parameterOf, stubOf } from "./scripts.js";
import type { FlowValue, Module, Transform, Transforms } from "./types.js";

/** What Windmill replaces at the beginning of a text, wherever the text comes from. */
const REPLACED = /^\$(?=\w+:)/;

/**
 * Puts the steps of a workflow together as modules. OpenFlow has no way to leave several blocks at once: a module that may end
 * its block before the end gives back `{ flowright: "stop" | "next" }`, and what comes after it is done only if it did not.
 */
export class ModuleBuilder {
  readonly limitations: Limitation[] = [];
  readonly #used: Set<string>;

  constructor(
    readonly workflow: Workflow,
    readonly catalog: Catalog,
  ) {
    this.#used = new Set([...walk(workflow.steps)].map(({ step }) => step.id));
  }

  build(): FlowValue {
    const { steps } = this.workflow;
    const handled = this.#used.has(FAILURE) ? undefined : failureOf(steps);
    if (!handled) return { modules: this.#block(steps, new Map()) };
    const message = "the run counts as failed, after its failure module did what is done then";
    this.#limit(handled.tried.id, "failure", message);
    const [module] = this.#step(handled.action, new Map());
    return {
      modules: this.#block(handled.tried.try, new Map()),
      failure_module: { ...module!, id: FAILURE },
    };
  }

  #limit(step: string, code: Limitation["code"], message: string): void {
    this.limitations.push({ step, code, message });
  }

  #fresh(id: string): string {
    let name = id;
    while (this.#used.has(name)) name += "_";
    this.#used.add(name);
    return name;
  }

  #block(steps: readonly Step[], items: Items): Module[] {
    const modules: Module[] = [];
    for (const [i, step] of steps.entries()) {
      modules.push(...this.#step(step, items));
      if ("stop" in step || "next" in step) break;
      if (!mayExitEarly(step)) continue;
      const end = exitReason(step);
      const rest = this.#block(steps.slice(i + 1), items);
      if (rest.length)
        modules.push({
          id: this.#fresh(`${step.id}_rest`),
          summary: "Unless it ended",
          value: {
            type: "branchone",
            branches: [{ expr: `!(${end})`, modules: rest }],
            default: [this.#end(step.id, { type: "javascript", expr: end })],
          },
        });
      else if (!("if" in step || "try" in step))
        modules.push(this.#end(step.id, { type: "javascript", expr: end }));
      break;
    }
    return modules;
  }

  #end(id: string, end: Transform, summary = "Hand the end on"): Module {
    return this.#script(this.#fresh(`${id}_end`), END, { end }, summary);
  }

  #script(id: string, content: string, transforms: Transforms, summary: string): Module {
    return {
      id,
      summary,
      value: { type: "rawscript", language: "bun", content, input_transforms: transforms },
    };
  }

  #transform(step: string, value: Value, items: Items): Transform {
    if (!isConstant(value)) return { type: "javascript", expr: javascript(value, inFlow(items)) };
    const literal = Array.isArray(value) ? value.map(literalOf) : literalOf(value);
    return { type: "static", value: this.#still(step, literal) };
  }

  /** Texts that Windmill would put a resource or a variable in the place of. */
  #still(step: string, value: unknown): unknown {
    if (typeof value === "string") {
      if (!REPLACED.test(value)) return value;
      const message = "a text that begins like a reference to a resource has a space put in, to stay a text";
      this.#limit(step, "value", message);
      return value.replace(REPLACED, "$ ");
    }
    if (Array.isArray(value)) return value.map((one) => this.#still(step, one));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, this.#still(step, one)]));
  }

  #transforms(step: string, inputs: Inputs = {}, items: Items): Transforms {
    return Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [parameterOf(name), this.#transform(step, value, items)]),
    );
  }

  /** Modules that ask for what is only said in words, and the condition over their answers. */
  #condition(id: string, condition: Condition, items: Items): { before: Module[]; expr: string } {
    const asked = new Map(undecidedIn(condition).map((says) => [says, this.#fresh(`${id}_decide`)]));
    const before = [...asked].map(([says, name]) => {
      const message = `no data decides “${says}”: a script does, and gives back true or false`;
      this.#limit(id, "condition_in_words", message);
      const question: Transform = { type: "static", value: this.#still(id, says) };
      return this.#script(name, DECIDE, { question }, `Decide: ${says}`);
    });
    return {
      before,
      expr: javascriptCondition(condition, inFlow(items), (says) => resultOf(asked.get(says)!)),
    };
  }

  #step(step: Step, items: Items): Module[] {
    const { id } = step;
    const said = step.annotation ? { summary: step.annotation } : {};
    if ("use" in step) {
      const title = titleOf(step.use, this.catalog);
      const content = stubOf(title, this.catalog.get(step.use), Object.keys(step.inputs ?? {}));
      return [this.#script(id, content, this.#transforms(id, step.inputs, items), title)];
    }
    if ("if" in step) return this.#if(id, [step, ...(step.elseIf ?? [])], step.else ?? [], items);
    if ("forEach" in step || "while" in step || "until" in step) return this.#loop(step, items);
    if ("parallel" in step) {
      const branches = step.parallel.map((branch) => ({
        skip_failure: false,
        modules: this.#block(branch, items),
      }));
      return [{ id, ...said, value: { type: "branchall", parallel: true, branches } }];
    }
    if ("try" in step) return this.#try(step, items);
    if ("stop" in step) return [this.#script(id, END, { end: { type: "static", value: "stop" } }, "Stop")];
    if ("next" in step)
      return [this.#script(id, END, { end: { type: "static", value: "next" } }, "Go on with the next one")];
    if ("call" in step) {
      if (typeof step.call === "string") {
        const transforms = this.#transforms(id, step.inputs, items);
        return [
          {
            id,
            ...said,
            value: { type: "flow", path: `f/flowright/${slug(step.call)}`, input_transforms: transforms },
          },
        ];
      }
      this.#limit(id, "call", "which workflow is called is not known before it runs: fill in its path");
      return [{ id, summary: "To do: run another flow", value: { type: "identity" } }];
    }
    if ("wait" in step) {
      const { duration, until } = step.wait;
      const seconds = secondsOf(duration);
      const sleep: Transform | undefined =
        seconds !== undefined
          ? { type: "static", value: seconds }
          : isTimestamp(until)
            ? {
                type: "javascript",
                expr: `Math.max(0, (Date.parse(${JSON.stringify(until)}) - Date.now()) / 1000)`,
              }
            : undefined;
      if (sleep) return [{ id, ...said, sleep, value: { type: "identity" } }];
      const what = JSON.stringify(until ?? duration ?? "");
      const message = `how long to wait (${what}) is no duration: a step marks the place`;
      this.#limit(id, "time_in_words", message);
      return [{ id, summary: `To do: wait ${what}`, value: { type: "identity" } }];
    }
    this.#limit(id, "placeholder", `no step serves “${step.annotation ?? ""}”: a step marks the place`);
    return [{ id, summary: `To do: ${step.annotation ?? ""}`, value: { type: "identity" } }];
  }

  /**
   * A branch whose question only a person can answer is asked when the ones before it did not hold, not sooner.
   * @param name Of the module; that of the step, but for the branches that are asked for later.
   */
  #if(
    id: string,
    branches: readonly { if: Condition; annotation?: string; then: readonly Step[] }[],
    otherwise: readonly Step[],
    items: Items,
    name = id,
  ): Module[] {
    const last = branches.findIndex((branch, i) => i > 0 && undecidedIn(branch.if).length);
    const [here, later] = last < 0 ? [branches, []] : [branches.slice(0, last), branches.slice(last)];
    const before: Module[] = [];
    const made = here.map((branch) => {
      const condition = this.#condition(id, branch.if, items);
      before.push(...condition.before);
      return {
        ...(branch.annotation ? { summary: branch.annotation } : {}),
        expr: condition.expr,
        modules: this.#block(branch.then, items),
      };
    });
    const rest = later.length
      ? this.#if(id, later, otherwise, items, this.#fresh(`${id}_else`))
      : this.#block(otherwise, items);
    const [first] = branches;
    return [
      ...before,
      {
        id: name,
        ...(first?.annotation ? { summary: first.annotation } : {}),
        value: { type: "branchone", branches: made, default: rest },
      },
    ];
  }

  #loop(
    step: Extract<Step, { forEach: unknown } | { while: unknown } | { until: unknown }>,
    items: Items,
  ): Module[] {
    const { id } = step;
    const said = step.annotation ? { summary: step.annotation } : {};
    const ended = (...ends: string[]) => ({
      stop_after_if: {
        expr: `${JSON.stringify(ends)}.includes(result?.flowright)`,
        skip_if_stopped: false,
      },
    });
    if ("forEach" in step) {
      if (step.forEach === null)
        this.#limit(id, "list_unknown", "which list is gone through is not known: it is empty");
      // an inner loop hides the item of the outer one: there it is kept as a result
      const deep = [...walk(step.do)].some(({ step: one }) => "do" in one);
      const kept = deep ? this.#fresh(`${id}_item`) : undefined;
      const item = "flow_input.iter.value";
      const within = new Map(items).set(step.as, kept ? resultOf(kept) : item);
      const give: Transform = { type: "javascript", expr: item };
      const list = step.forEach ?? [];
      return [
        {
          id,
          ...said,
          ...(mayExitEarly(step) ? ended("stop") : {}),
          value: {
            type: "forloopflow",
            iterator: { type: "javascript", expr: listOrEmpty(javascript(list, inFlow(items))) },
            skip_failures: false,
            modules: [
              ...(kept ? [this.#script(kept, GIVE, { item: give }, `This ${step.as}`)] : []),
              ...this.#block(step.do, within),
            ],
          },
        },
      ];
    }
    const condition = this.#condition(id, "while" in step ? step.while : step.until, items);
    const body = this.#block(step.do, items);
    const done = (): Module =>
      this.#end(id, { type: "static", value: "done" }, "It has gone round often enough");
    const again = (expr: string, modules: Module[], otherwise: Module[]): Module[] => [
      ...condition.before,
      {
        id: this.#fresh(`${id}_again`),
        summary: "Once more?",
        value: { type: "branchone", branches: [{ expr, modules }], default: otherwise },
      },
    ];
    let modules: Module[];
    if ("while" in step) modules = again(condition.expr, body, [done()]);
    else {
      const asked = again(condition.expr, [done()], []);
      const last = body.at(-1);
      modules = !(last && mayExitEarly(step))
        ? [...body, ...asked]
        : [
            ...body,
            {
              id: this.#fresh(`${id}_stopped`),
              summary: "Stopped?",
              value: {
                type: "branchone",
                branches: [
                  {
                    expr: `${resultOf(last.id)}?.flowright === "stop"`,
                    modules: [this.#end(id, { type: "static", value: "stop" })],
                  },
                ],
                default: asked,
              },
            },
          ];
    }
    return [
      {
        id,
        ...said,
        ...ended("done", "stop"),
        value: { type: "whileloopflow", skip_failures: false, modules },
      },
    ];
  }

  #try(step: Extract<Step, { try: unknown }>, items: Items): Module[] {
    const { id } = step;
    const tried = this.#fresh(`${id}_try`);
    const modules = this.#block(step.try, items);
    const last = modules.at(-1);
    const ends = step.try.some(mayExitEarly);
    const end: Transforms =
      ends && last ? { end: { type: "javascript", expr: `${resultOf(last.id)}?.flowright` } } : {};
    modules.push(this.#script(this.#fresh(`${id}_done`), DONE, end, "Nothing failed"));
    const branches = [{ skip_failure: true, modules }];
    const handed: Transform = { type: "javascript", expr: `${resultOf(tried)}?.[0]?.flowright` };
    return [
      {
        id: tried,
        ...(step.annotation ? { summary: step.annotation } : {}),
        value: { type: "branchall", parallel: false, branches },
      },
      {
        id,
        summary: "Did it fail?",
        value: {
          type: "branchone",
          branches: [
            { expr: `${resultOf(tried)}?.[0]?.done !== true`, modules: this.#block(step.catch, items) },
          ],
          default: ends ? [this.#end(id, handed)] : [],
        },
      },
    ];
  }
}
