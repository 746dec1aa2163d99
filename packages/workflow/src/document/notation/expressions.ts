import type { Condition, Inputs, Value } from "../types.js";
import { fail, type Line } from "./line.js";

const VALUE = /"(?:[^"\\]|\\.)*"|\{[^{}]*\}|\[[^\]]*\]|[^\s]+/y;
const COMPARISONS: ReadonlyMap<string, string> = new Map([
  ["==", "eq"],
  ["!=", "ne"],
  [">", "gt"],
  ["<", "lt"],
  [">=", "ge"],
  ["<=", "le"],
  ["has", "contains"],
]);

/** Reads the parts of a line that hold values: steps with their inputs, values, and conditions. */
export class ExpressionReader {
  /** @param ids The step id behind each name that a line gave its step. */
  constructor(readonly ids: ReadonlyMap<string, string>) {}

  /** `slack.message.post channel="#ops" text={trigger.summary}` */
  use(words: string, line: Line): { use: string; inputs?: Inputs } {
    const [use = ""] = words.split(/\s/, 1);
    const inputs: [string, Value][] = [];
    const name = /\s+(\w+)=/y;
    let at = use.length;
    while (at < words.length) {
      name.lastIndex = at;
      const found = name.exec(words)?.[1];
      if (!found) fail(line, `cannot be read from "${words.slice(at).trim()}" on`);
      VALUE.lastIndex = name.lastIndex;
      inputs.push([found, this.value(VALUE.exec(words)?.[0] ?? "", line)]);
      at = VALUE.lastIndex;
    }
    return { use, ...(inputs.length ? { inputs: Object.fromEntries(inputs) } : {}) };
  }

  /** JSON, `{a.reference}`, or a list of values. */
  value(source: string, line: Line): Value {
    const reference = /^\{([^{}]+)\}$/.exec(source);
    if (reference) return { ref: this.#reference(reference[1]!) };
    if (source.startsWith("[") && source.endsWith("]"))
      return source
        .slice(1, -1)
        .split(/,\s*/)
        .filter(Boolean)
        .map((item) => this.value(item, line));
    let value: unknown;
    try {
      value = JSON.parse(source);
    } catch {
      fail(line, `has a value that is not JSON: ${source}`);
    }
    if (typeof value !== "string" || !value.includes("{{")) return value as Value;
    return {
      template: value.replace(/\{\{([^}]*)\}\}/g, (_, ref: string) => `{{${this.#reference(ref.trim())}}}`),
    };
  }

  #reference(text: string): string {
    const [root = "", ...path] = text.split(".");
    return [this.ids.get(root) ?? root, ...path].join(".");
  }

  /** Comparisons joined by `or`, then by `and`; `says` alone takes the line's annotation as its text. */
  condition(text: string, line: Line): Condition {
    for (const [word, key] of [
      [" or ", "any"],
      [" and ", "all"],
    ] as const) {
      const parts = text.split(word);
      if (parts.length > 1)
        return { [key]: parts.map((part) => this.condition(part, line)) } as unknown as Condition;
    }
    if (text.startsWith("not ")) return { not: this.condition(text.slice(4), line) };
    if (text === "says") return { says: line.annotation ?? "" };
    const [, left = "", operator = "", right = ""] = /^(\{[^}]*\})\s+(\S+)\s*(.*)$/.exec(text) ?? [];
    const value = this.value(left || '""', line);
    if (/^(empty|filled|true|false)$/.test(operator)) return { left: value, op: operator } as Condition;
    const op = COMPARISONS.get(operator) ?? fail(line, "has a condition that cannot be read");
    return { left: value, op, right: this.value(right, line) } as Condition;
  }
}
