import type { ElseIf, IfStep, Step, Trigger, Workflow } from "../types.js";
import { ExpressionReader } from "./expressions.js";
import { fail, type Line, readLines } from "./line.js";

/**
 * Reads the notation in which people write workflows by hand: one line per node, nested by indentation.
 *
 *     on servicenow.incident.created priority="high" // a high-priority incident is created
 *     post: slack.message.post channel="#ops" text={trigger.summary} // post it to #ops
 *     if {trigger.assignee} empty // nobody is assigned
 *       approval.request.create person="on-call lead" // ask the on-call lead
 *     else
 *       ? // water the plants
 *
 * Also `elif`, `each {list} as item`, `while`, `until`, `parallel` over `branch`es, `try` and `catch`, `wait "PT2H"`,
 * `wait until "Monday"`, `stop`, `next`, `call "name"`. A value is JSON, `{a.reference}`, or a list; a text with
 * `{{…}}` in it is a template. `name:` in front of a step names it for references. Conditions: `==`, `!=`, `>`, `<`,
 * `>=`, `<=`, `has`, `empty`, `filled`, `true`, `false`, joined by `and` or by `or`, with `not` in front. `says` is a
 * condition without data: its text is the line's comment.
 * @param name The workflow's name. Default: empty.
 * @throws {SyntaxError} naming the line.
 */
export function parseNotation(source: string, name = ""): Workflow {
  return new NotationParser(readLines(source)).workflow(name);
}

const note = ({ annotation }: Line): { annotation?: string } =>
  annotation === undefined ? {} : { annotation };

class NotationParser {
  #at = 0;
  #count = 0;
  readonly #ids = new Map<string, string>();
  readonly #read = new ExpressionReader(this.#ids);

  constructor(readonly lines: readonly Line[]) {}

  workflow(name: string): Workflow {
    const workflow: Workflow = { version: 1, name, steps: [] };
    const first = this.lines[0];
    if (first && /^on\b/.test(first.words)) {
      this.#at = 1;
      const words = first.words.slice(2).trim();
      workflow.trigger =
        words === "?"
          ? { placeholder: true, ...note(first) }
          : ({ ...this.#read.use(words, first), ...note(first) } as Trigger);
    }
    workflow.steps = this.#block(first?.indent ?? 0);
    const left = this.lines[this.#at];
    if (left) fail(left, "is indented less than the line above it allows");
    return workflow;
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

  /** The block below a line; empty where no line is indented further. */
  #inner(line: Line): Step[] {
    const next = this.lines[this.#at];
    return next && next.indent > line.indent ? this.#block(next.indent) : [];
  }

  /** The next line, if it is at the same depth and begins with the word. */
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
    if (label) this.#ids.set(label[1]!, id);
    const node = { id, ...note(line) };
    const [, head = "", rest = ""] = /^(\S+)\s*(.*)$/.exec(words) ?? [];
    switch (head) {
      case "?":
        return { ...node, placeholder: true };
      case "if":
        return this.#if(line, { ...node, if: this.#read.condition(rest, line), then: this.#inner(line) });
      case "each": {
        const [, list = "", as = ""] =
          /^(\S+) as (\w+)$/.exec(rest) ?? fail(line, 'should be "each {list} as item"');
        const forEach = list === "?" ? null : this.#read.value(list, line);
        return { ...node, forEach, as, do: this.#inner(line) };
      }
      case "while":
        return { ...node, while: this.#read.condition(rest, line), do: this.#inner(line) };
      case "until":
        return { ...node, until: this.#read.condition(rest, line), do: this.#inner(line) };
      case "parallel":
        return { ...node, parallel: this.#branches(line) };
      case "try": {
        const body = this.#inner(line);
        const handler = this.#take(line, "catch") ?? fail(line, 'has no "catch"');
        return { ...node, try: body, catch: this.#inner(handler) };
      }
      case "wait":
        return {
          ...node,
          wait: rest.startsWith("until ")
            ? { until: this.#read.value(rest.slice(6), line) }
            : { duration: this.#read.value(rest, line) },
        };
      case "stop":
        return { ...node, stop: true };
      case "next":
        return { ...node, next: true };
      case "call":
        return { ...node, call: rest === "?" ? null : this.#read.value(rest, line) };
      default:
        return { ...node, ...this.#read.use(words, line) };
    }
  }

  #branches(line: Line): Step[][] {
    const branches: Step[][] = [];
    const first = this.lines[this.#at];
    if (!first || first.indent <= line.indent) return branches;
    for (let branch = this.#take(first, "branch"); branch; branch = this.#take(first, "branch"))
      branches.push(this.#inner(branch));
    return branches;
  }

  #if(line: Line, step: IfStep): IfStep {
    const elseIf: ElseIf[] = [];
    for (let next = this.#take(line, "elif"); next; next = this.#take(line, "elif")) {
      const condition = this.#read.condition(next.words.slice(5), next);
      elseIf.push({ if: condition, ...note(next), then: this.#inner(next) });
    }
    if (elseIf.length) step.elseIf = elseIf;
    const last = this.#take(line, "else");
    if (last) step.else = this.#inner(last);
    return step;
  }
}
