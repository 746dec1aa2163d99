import { type Condition, isRef, type Step, scopeOf, type Workflow } from "@flowright/workflow";
import type { Catalog } from "@flowright/workflow/catalog";
import { isTimestamp, secondsOf } from "../duration.js";
import { type TypeOf, typesAt } from "../support.js";
import type { Limitation } from "../types.js";
import { titleOf } from "../words.js";
import type { Language, State } from "./language.js";

export interface Machine {
  StartAt: string;
  States: Record<string, State>;
}

/** Where control goes: a state of the same level, or the end of it. */
type Target = string | undefined;

/** One level of states. Only errors leave a level early: `stop` and `next` inside of one are thrown and caught. */
interface Level {
  states: Record<string, State>;
  /** The state that ends the whole workflow from here. */
  stop(): string;
  /** The state that goes on to the next item from here; undefined outside of loops. */
  next?: () => string;
}

const STOP = "Flowright.Stop";
const NEXT = "Flowright.Next";
const LONGEST_NAME = 80;

/** Lambda functions are named after steps; account and region are to be filled in. */
const resourceOf = (use: string): string =>
  `arn:aws:lambda:us-east-1:123456789012:function:${use.replace(/[^\w-]+/g, "-")}`;

/** The machine without the states that nothing leads to: those after a stop. */
function reachable({ StartAt, States }: Machine): Machine {
  const kept = new Set<string>();
  const open = [StartAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (kept.has(name)) continue;
    kept.add(name);
    const {
      Next,
      Default,
      Choices = [],
      Catch = [],
    } = States[name] as {
      Next?: string;
      Default?: string;
      Choices?: { Next: string }[];
      Catch?: { Next: string }[];
    };
    for (const next of [Next, Default, ...[...Choices, ...Catch].map((one) => one.Next)])
      if (next !== undefined) open.push(next);
  }
  return { StartAt, States: Object.fromEntries(Object.entries(States).filter(([name]) => kept.has(name))) };
}

/** Puts a workflow together as a state machine (https://states-language.net/spec.html). */
export class MachineBuilder {
  readonly limitations: Limitation[] = [];
  readonly #names = new Set<string>();
  #variables = 0;

  constructor(
    readonly workflow: Workflow,
    readonly catalog: Catalog,
    readonly language: Language,
  ) {}

  build(): Machine {
    const states: Record<string, State> = {};
    const level: Level = {
      states,
      stop: () => this.#once(states, "stop", { Type: "Succeed" }),
    };
    const first =
      this.#block(this.workflow.steps, undefined, level) ??
      this.#add(level, "nothing to do", { Type: "Succeed" });
    const start = this.#add(level, "start", { Type: "Pass", ...this.language.start(), Next: first });
    return reachable({ StartAt: start, States: states });
  }

  /** A name that no other state of the machine has. */
  #name(wanted: string): string {
    const short = wanted
      .replace(/[\p{Cc}]+/gu, " ")
      .slice(0, LONGEST_NAME - 4)
      .trim();
    let name = short;
    for (let n = 2; this.#names.has(name); n++) name = `${short} ${n}`;
    this.#names.add(name);
    return name;
  }

  #add(level: Level, wanted: string, state: State): string {
    const name = this.#name(wanted);
    level.states[name] = state;
    return name;
  }

  /** A state of which a level needs one at most. */
  #once(states: Record<string, State>, wanted: string, state: State): string {
    const same = Object.entries(states).find(([, other]) => JSON.stringify(other) === JSON.stringify(state));
    if (same) return same[0];
    const name = this.#name(wanted);
    states[name] = state;
    return name;
  }

  /** A state's name, where an end will not do. */
  #named(target: Target, level: Level): string {
    return target ?? this.#once(level.states, "done", { Type: "Pass", End: true });
  }

  #limit(step: string, code: Limitation["code"], message: string): void {
    this.limitations.push({ step, code, message });
  }

  #typeOf(id: string): TypeOf {
    return typesAt(this.workflow, id, this.catalog);
  }

  #block(steps: readonly Step[], after: Target, level: Level): Target {
    return steps.reduceRight<Target>((next, step) => this.#step(step, next, level), after);
  }

  #step(step: Step, after: Target, level: Level): Target {
    const { id } = step;
    const said = step.annotation ? { Comment: step.annotation } : {};
    const go = after === undefined ? { End: true } : { Next: after };
    if ("use" in step) {
      return this.#add(level, `${id} ${titleOf(step.use, this.catalog)}`, {
        Type: "Task",
        ...said,
        Resource: resourceOf(step.use),
        ...this.language.task(step.inputs ?? {}, this.#typeOf(id), id),
        ...go,
      });
    }
    if ("if" in step) {
      let otherwise = step.else ? this.#block(step.else, after, level) : after;
      for (const branch of [...(step.elseIf ?? [])].reverse())
        otherwise = this.#choice(
          id,
          branch.if,
          this.#block(branch.then, after, level),
          otherwise,
          level,
          branch,
        );
      return this.#choice(id, step.if, this.#block(step.then, after, level), otherwise, level, step);
    }
    if ("forEach" in step) return this.#map(step, go, level);
    if ("while" in step) {
      const head = this.#add(level, `${id} while`, { Type: "Pass" });
      const body = this.#block(step.do, head, { ...level, next: () => head });
      const test = this.#choice(id, step.while, body, after, level, step);
      Object.assign(level.states[head]!, { Next: test });
      return head;
    }
    if ("until" in step) {
      const head = this.#add(level, `${id} until`, { Type: "Pass" });
      const test = this.#choice(id, step.until, after, head, level, step);
      const body = this.#block(step.do, test, { ...level, next: () => test });
      Object.assign(level.states[head]!, { Next: this.#named(body, level) });
      return head;
    }
    if ("parallel" in step) {
      const inner = this.#inner(level);
      return this.#add(level, `${id} parallel`, {
        Type: "Parallel",
        ...said,
        Branches: step.parallel.map((branch) => inner(branch, id)),
        ...this.language.discardResult(),
        Catch: this.#catch(level),
        ...go,
      });
    }
    if ("try" in step) {
      const rescue = this.#named(this.#block(step.catch, after, level), level);
      return this.#add(level, `${id} try`, {
        Type: "Parallel",
        ...said,
        Branches: [this.#inner(level)(step.try, id)],
        ...this.language.discardResult(),
        Catch: [
          ...this.#catch(level),
          { ErrorEquals: ["States.ALL"], ...this.language.catchResult(), Next: rescue },
        ],
        ...go,
      });
    }
    if ("stop" in step) return level.stop();
    if ("next" in step) return level.next?.() ?? after;
    if ("call" in step) return this.#call(step, said, go, level);
    if ("wait" in step) return this.#wait(step, said, go, level);
    this.#limit(id, "placeholder", `no step serves “${step.annotation ?? ""}”: a Pass state marks the place`);
    return this.#add(level, `${id} to do`, {
      Type: "Pass",
      Comment: `To do: ${step.annotation ?? ""}`,
      ...go,
    });
  }

  /** The states that work a condition out, and the Choice that tests it. */
  #choice(
    id: string,
    condition: Condition,
    yes: Target,
    no: Target,
    level: Level,
    said: { annotation?: string },
  ): string {
    const { rule, before } = this.language.rule(condition, this.#typeOf(id), () => `c${++this.#variables}`);
    let entry = this.#add(level, `${id} if ${said.annotation ?? ""}`, {
      Type: "Choice",
      ...(said.annotation ? { Comment: said.annotation } : {}),
      Choices: [{ ...rule, Next: this.#named(yes, level) }],
      Default: this.#named(no, level),
    });
    for (const one of [...before].reverse()) {
      if (one.kind === "compute") {
        const value = `${one.variable}_value`;
        const take = this.#add(level, `${id} take ${one.variable}`, {
          Type: "Pass",
          InputPath: `$.${value}.value`,
          ResultPath: `$.${one.variable}`,
          Next: entry,
        });
        entry = this.#add(level, `${id} work out ${one.variable}`, {
          Type: "Pass",
          Parameters: { "value.$": one.expression },
          ResultPath: `$.${value}`,
          Next: take,
        });
        continue;
      }
      this.#limit(
        id,
        "condition_in_words",
        `no data decides “${one.says}”: a task does, and gives back true or false`,
      );
      entry = this.#add(level, `${id} decide ${one.variable}`, {
        Type: "Task",
        Comment: one.says,
        Resource: resourceOf("flowright.decide"),
        ...this.language.task({ question: one.says }, this.#typeOf(id), one.variable),
        Next: entry,
      });
    }
    return entry;
  }

  /** Makes machines inside of a level. What leaves one early is thrown there. */
  #inner(outer: Level, next?: "done"): (steps: readonly Step[], id: string) => Machine {
    return (steps, id) => {
      const states: Record<string, State> = {};
      const fail = (error: string) => () =>
        this.#once(states, error, { Type: "Fail", Error: error, Cause: error });
      const done = () => this.#once(states, "next item", { Type: "Pass", End: true });
      const level: Level = {
        states,
        stop: fail(STOP),
        ...(next ? { next: done } : outer.next ? { next: fail(NEXT) } : {}),
      };
      const first =
        this.#block(steps, undefined, level) ??
        this.#add(level, `${id} nothing`, { Type: "Pass", End: true });
      return reachable({ StartAt: first, States: states });
    };
  }

  #catch(level: Level): State[] {
    return [
      { ErrorEquals: [STOP], ...this.language.catchResult(), Next: level.stop() },
      ...(level.next ? [{ ErrorEquals: [NEXT], ...this.language.catchResult(), Next: level.next() }] : []),
    ];
  }

  #map(step: Extract<Step, { forEach: unknown }>, go: State, level: Level): string {
    const { id } = step;
    const roots = (scopeOf(this.workflow, id, this.catalog) ?? []).map(({ root }) => root);
    const map = this.#add(level, `${id} for each ${step.as}`, {
      Type: "Map",
      ...(step.annotation ? { Comment: step.annotation } : {}),
      ...this.language.map(step.forEach ?? [], step.as, roots, id),
      MaxConcurrency: 1,
      ItemProcessor: {
        ProcessorConfig: { Mode: "INLINE" },
        ...this.#round(this.#inner(level, "done")(step.do, id), step.as, id),
      },
      ...this.language.discardResult(),
      Catch: [{ ErrorEquals: [STOP], ...this.language.catchResult(), Next: level.stop() }],
      ...go,
    });
    if (step.forEach === null)
      this.#limit(id, "list_unknown", "which list is gone through is not known: it is empty");
    if (isRef(step.forEach) || this.language.name === "JSONata") return map;
    return this.#add(level, `${id} list`, {
      Type: "Pass",
      Parameters: this.language.inputs({ items: step.forEach ?? [] }, this.#typeOf(id)),
      ResultPath: `$.${id}_list`,
      Next: this.#add(level, `${id} items`, {
        Type: "Pass",
        InputPath: `$.${id}_list.items`,
        ResultPath: `$.${id}_items`,
        Next: map,
      }),
    });
  }

  /** The machine of a round, which begins with keeping its item. */
  #round(machine: Machine, as: string, id: string): Machine {
    const item = this.language.item(as);
    if (!item) return machine;
    const name = this.#name(`${id} item`);
    return {
      StartAt: name,
      States: { [name]: { Type: "Pass", ...item, Next: machine.StartAt }, ...machine.States },
    };
  }

  #call(step: Extract<Step, { call: unknown }>, said: State, go: State, level: Level): string {
    const known = typeof step.call === "string";
    if (!known)
      this.#limit(step.id, "call", "which workflow is called is not known before it runs: fill in its ARN");
    const name = known ? String(step.call).replace(/[^\w-]+/g, "-") || "unnamed" : "unnamed";
    return this.#add(level, `${step.id} call ${known ? String(step.call) : ""}`, {
      Type: "Task",
      ...said,
      Resource: "arn:aws:states:::states:startExecution.sync:2",
      [this.language.argumentsField]: {
        StateMachineArn: `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`,
        Input: this.language.inputs(step.inputs ?? {}, this.#typeOf(step.id)),
      },
      ...this.language.discardResult(),
      ...go,
    });
  }

  #wait(step: Extract<Step, { wait: unknown }>, said: State, go: State, level: Level): string {
    const { duration, until } = step.wait;
    const seconds = secondsOf(duration);
    const name = `${step.id} wait`;
    if (seconds !== undefined)
      return this.#add(level, name, { Type: "Wait", ...said, Seconds: Math.round(seconds), ...go });
    if (isTimestamp(until)) return this.#add(level, name, { Type: "Wait", ...said, Timestamp: until, ...go });
    if (isRef(until) && this.#typeOf(step.id)(until.ref)?.format === "date-time")
      return this.#add(level, name, { Type: "Wait", ...said, ...this.language.until(until.ref), ...go });
    const what = JSON.stringify(until ?? duration ?? "");
    this.#limit(
      step.id,
      "time_in_words",
      `how long to wait (${what}) is no duration or time: a Pass state marks the place`,
    );
    return this.#add(level, name, { Type: "Pass", Comment: `To do: wait ${what}`, ...go });
  }
}
