import { stripBom } from "../core/index.js";
import type { Condition, ElseIf, IfStep, Inputs, Step, Trigger, Value, Workflow } from "./types.js";

/**
 * A workflow as people write it down by hand: a line a node, nested by indentation.
 *
 *     on servicenow.incident.created priority="high" // a high-priority incident is created
 *     post: slack.message.post channel="#ops" text={trigger.summary} // post it to #ops
 *     if {trigger.assignee} empty // nobody is assigned
 *       approval.request.create person="on-call lead" // ask the on-call lead
 *     else
 *       ? // water the plants
 *
 * Also `elif`, `each {list} as item`, `while`, `until`, `parallel` over `branch`es, `try` and `catch`,
 * `wait "PT2H"`, `wait until "Monday"`, `stop`, `next`, `call "name"`. A value is JSON, `{a.reference}`, or a list; a
 * text with `{{…}}` in it is a template. `name:` in front of a step names it for references. Conditions: `==`, `!=`,
 * `>`, `<`, `>=`, `<=`, `has`, `empty`, `filled`, `true`, `false`; joined by `and` or by `or`; `not` in front;
 * `says` for one that no data decides.
 */
export function parseNotation(source: string, name = ""): Workflow {
  const lines = stripBom(source)
    .split("\n")
    .flatMap((raw, i) => (raw.trim() ? [readLine(raw, i + 1)] : []));
  return new Builder(lines).workflow(name);
}

interface Line {
  indent: number;
  words: string;
  annotation?: string;
  number: number;
}

function readLine(raw: string, number: number): Line {
  const [, space = "", words = "", annotation] = /^( *)(.*?)(?:\s+\/\/ ?(.*))?$/.exec(raw.trimEnd()) ?? [];
  return { indent: space.length, words, number, ...(annotation ? { annotation } : {}) };
}

const VALUE = /"(?:[^"\\]|\\.)*"|\{[^{}]*\}|\[[^\]]*\]|[^\s]+/y;
const OPERATORS: Readonly<Record<string, string>> = {
  "==": "eq",
  "!=": "ne",
  ">": "gt",
  "<": "lt",
  ">=": "ge",
  "<=": "le",
  has: "contains",
};

class Builder {
  #at = 0;
  #count = 0;
  readonly #names = new Map<string, string>();

  constructor(readonly lines: readonly Line[]) {}

  workflow(name: string): Workflow {
    const workflow: Workflow = { version: 1, name, steps: [] };
    const first = this.lines[0];
    if (first && /^on\b/.test(first.words)) {
      this.#at = 1;
      const annotation = first.annotation === undefined ? {} : { annotation: first.annotation };
      const words = first.words.slice(2).trim();
      workflow.trigger =
        words === "?"
          ? { placeholder: true, ...annotation }
          : ({ ...this.#use(words, first), ...annotation } as Trigger);
    }
    workflow.steps = this.#block(first?.indent ?? 0);
    const left = this.lines[this.#at];
    if (left) this.#fail(left, "is indented less than the line above it allows");
    return workflow;
  }

  #fail(line: Line, why: string): never {
    throw new SyntaxError(`line ${line.number}: "${line.words}" ${why}`);
  }

  #block(indent: number): Step[] {
    const steps: Step[] = [];
    for (let line = this.lines[this.#at]; line && line.indent === indent; line = this.lines[this.#at]) {
      const word = /^\w*/.exec(line.words)?.[0];
      if (word === "elif" || word === "else" || word === "catch" || word === "branch") break;
      this.#at++;
      steps.push(this.#step(line));
    }
    return steps;
  }

  /** The block below a line; an empty one where nothing is indented. */
  #inner(line: Line): Step[] {
    const next = this.lines[this.#at];
    return next && next.indent > line.indent ? this.#block(next.indent) : [];
  }

  #take(line: Line, word: string): Line | undefined {
    const next = this.lines[this.#at];
    if (!next || next.indent !== line.indent || !new RegExp(`^${word}\\b`).test(next.words)) return undefined;
    this.#at++;
    return next;
  }

  #step(line: Line): Step {
    const label = /^(\w+): /.exec(line.words);
    const words = label ? line.words.slice(label[0].length) : line.words;
    const id = `s${++this.#count}`;
    if (label) this.#names.set(label[1]!, id);
    const node = { id, ...(line.annotation === undefined ? {} : { annotation: line.annotation }) };
    const [, head = "", rest = ""] = /^(\S+)\s*(.*)$/.exec(words) ?? [];
    switch (head) {
      case "?":
        return { ...node, placeholder: true };
      case "if":
        return this.#if(line, { ...node, if: this.#condition(rest, line), then: this.#inner(line) });
      case "each": {
        const [, list = "", as = ""] =
          /^(\S+) as (\w+)$/.exec(rest) ?? this.#fail(line, 'should be "each {list} as item"');
        return { ...node, forEach: list === "?" ? null : this.#value(list, line), as, do: this.#inner(line) };
      }
      case "while":
        return { ...node, while: this.#condition(rest, line), do: this.#inner(line) };
      case "until":
        return { ...node, until: this.#condition(rest, line), do: this.#inner(line) };
      case "parallel": {
        const parallel: Step[][] = [];
        const inner = this.lines[this.#at];
        while (inner && inner.indent > line.indent) {
          const branch = this.#take(inner, "branch");
          if (!branch) break;
          parallel.push(this.#inner(branch));
        }
        return { ...node, parallel };
      }
      case "try": {
        const body = this.#inner(line);
        const rescue = this.#take(line, "catch") ?? this.#fail(line, 'has no "catch"');
        return { ...node, try: body, catch: this.#inner(rescue) };
      }
      case "wait":
        return {
          ...node,
          wait: rest.startsWith("until ")
            ? { until: this.#value(rest.slice(6), line) }
            : { duration: this.#value(rest, line) },
        };
      case "stop":
        return { ...node, stop: true };
      case "next":
        return { ...node, next: true };
      case "call":
        return { ...node, call: rest === "?" ? null : this.#value(rest, line) };
      default:
        return { ...node, ...this.#use(words, line) };
    }
  }

  #if(line: Line, step: IfStep): IfStep {
    const elseIf: ElseIf[] = [];
    for (let next = this.#take(line, "elif"); next; next = this.#take(line, "elif"))
      elseIf.push({
        if: this.#condition(next.words.slice(5), next),
        ...(next.annotation === undefined ? {} : { annotation: next.annotation }),
        then: this.#inner(next),
      });
    if (elseIf.length) step.elseIf = elseIf;
    const last = this.#take(line, "else");
    if (last) step.else = this.#inner(last);
    return step;
  }

  #use(words: string, line: Line): { use: string; inputs?: Inputs } {
    const [use = ""] = words.split(/\s/, 1);
    const inputs: Inputs = {};
    const input = /\s+(\w+)=/y;
    let at = use.length;
    while (at < words.length) {
      input.lastIndex = at;
      const name = input.exec(words)?.[1];
      if (!name) this.#fail(line, `cannot be read from "${words.slice(at).trim()}" on`);
      VALUE.lastIndex = input.lastIndex;
      const value = VALUE.exec(words)?.[0] ?? "";
      inputs[name] = this.#value(value, line);
      at = VALUE.lastIndex;
    }
    return { use, ...(Object.keys(inputs).length ? { inputs } : {}) };
  }

  #value(source: string, line: Line): Value {
    const reference = /^\{([^{}]+)\}$/.exec(source);
    if (reference) return { ref: this.#reference(reference[1]!) };
    if (source.startsWith("[") && source.endsWith("]"))
      return source
        .slice(1, -1)
        .split(/,\s*/)
        .filter(Boolean)
        .map((item) => this.#value(item, line));
    let value: unknown;
    try {
      value = JSON.parse(source);
    } catch {
      this.#fail(line, `has a value that is no JSON: ${source}`);
    }
    if (typeof value !== "string" || !value.includes("{{")) return value as Value;
    return {
      template: value.replace(/\{\{([^}]*)\}\}/g, (_, ref: string) => `{{${this.#reference(ref.trim())}}}`),
    };
  }

  #reference(text: string): string {
    const [root = "", ...path] = text.split(".");
    return [this.#names.get(root) ?? root, ...path].join(".");
  }

  #condition(text: string, line: Line): Condition {
    for (const [word, key] of [
      [" or ", "any"],
      [" and ", "all"],
    ] as const) {
      const parts = text.split(word);
      if (parts.length > 1)
        return { [key]: parts.map((part) => this.#condition(part, line)) } as unknown as Condition;
    }
    if (text.startsWith("not ")) return { not: this.#condition(text.slice(4), line) };
    if (text === "says") return { says: line.annotation ?? "" };
    const [, left = "", operator = "", right = ""] = /^(\{[^}]*\})\s+(\S+)\s*(.*)$/.exec(text) ?? [];
    const value = this.#value(left || '""', line);
    if (/^(empty|filled|true|false)$/.test(operator)) return { left: value, op: operator } as Condition;
    const op = OPERATORS[operator] ?? this.#fail(line, "has no condition that can be read");
    return { left: value, op, right: this.#value(right, line) } as Condition;
  }
}
