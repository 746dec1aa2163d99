import { FlowrightError } from "@flowright/workflow/core";
import type { Field, Grammar, Node } from "./tree.js";

const STRING = `"\\"" ( [^"\\\\\\x00-\\x1F] | "\\\\" ( ["\\\\/bfnrt] | "u" [0-9a-fA-F]{4} ) )* "\\""`;
const JSON_RULES: Readonly<Record<string, string>> = {
  "json-string": STRING,
  "json-number": `"-"? ( "0" | [1-9] [0-9]{0,15} ) ( "." [0-9]{1,15} )?`,
  "json-integer": `"-"? ( "0" | [1-9] [0-9]{0,15} )`,
  "json-boolean": `"true" | "false"`,
};

/** A GBNF string literal. */
export function quote(text: string): string {
  let out = "";
  for (const char of text) {
    const code = char.codePointAt(0)!;
    if (char === '"' || char === "\\") out += `\\${char}`;
    else if (char === "\n") out += "\\n";
    else if (char === "\r") out += "\\r";
    else if (char === "\t") out += "\\t";
    else if (code < 0x20 || code === 0x7f) out += `\\x${code.toString(16).padStart(2, "0")}`;
    else out += char;
  }
  return `"${out}"`;
}

class Printer {
  readonly used = new Set<string>();

  constructor(readonly root: string) {}

  /** llama.cpp begins at the rule "root". */
  name(rule: string): string {
    return rule === this.root ? "root" : rule;
  }

  print(node: Node): string {
    switch (node.kind) {
      case "text":
        return node.text ? quote(node.text) : `""`;
      case "chars":
        return `[${node.set}]`;
      case "seq":
        return node.parts.length ? node.parts.map((part) => this.group(part)).join(" ") : `""`;
      case "choice":
        if (!node.options.length)
          throw new FlowrightError("GRAMMAR_UNSUPPORTED", "a choice among nothing can match nothing");
        return node.options.map((option) => this.group(option)).join(" | ");
      case "many":
        return `${this.group(node.item)}${repeat(node.min, node.max)}`;
      case "rule":
        return this.name(node.name);
      case "const":
        return quote(JSON.stringify(node.value));
      case "json":
        this.used.add(`json-${node.type}`);
        return `json-${node.type}`;
      case "array":
        return this.array(node.item, node.min, node.max);
      case "object":
        return this.object(node.fields);
      case "wider":
        return this.print(node.exact);
    }
  }

  private group(node: Node): string {
    const printed = this.print(node);
    const one = /^(?:[a-z0-9-]+|"(?:[^"\\]|\\.)*")$/.test(printed);
    return one ? printed : `( ${printed} )`;
  }

  private array(item: Node, min: number, max: number | undefined): string {
    if (max === 0) return `"[]"`;
    const printed = this.group(item);
    const more = `( "," ${printed} )${repeat(Math.max(0, min - 1), max === undefined ? undefined : max - 1)}`;
    const full = `"[" ${printed} ${more} "]"`;
    return min > 0 ? full : `"[]" | ${full}`;
  }

  /** Fields keep their order; optional ones may be left out, which needs every way to put the commas. */
  private object(fields: readonly Field[]): string {
    const pair = (one: Field) => `${quote(`${JSON.stringify(one.name)}:`)} ${this.group(one.value)}`;
    const after = (rest: readonly Field[]): string =>
      rest.map((one) => (one.required ? `"," ${pair(one)}` : `( "," ${pair(one)} )?`)).join(" ");
    const starts: string[] = [];
    for (const [i, one] of fields.entries()) {
      starts.push(`${pair(one)} ${after(fields.slice(i + 1))}`.trim());
      if (one.required) return `"{" ( ${starts.join(" | ")} ) "}"`;
    }
    return starts.length ? `"{" ( ${starts.join(" | ")} )? "}"` : `"{}"`;
  }
}

function repeat(min: number, max: number | undefined): string {
  if (max === undefined) return min === 0 ? "*" : min === 1 ? "+" : `{${min},}`;
  return min === 0 && max === 1 ? "?" : `{${min},${max}}`;
}

/**
 * Prints a grammar for llama.cpp (grammars/README.md of llama.cpp).
 * @throws {FlowrightError} GRAMMAR_UNSUPPORTED for a rule that is not there or a choice without options.
 */
export function toGbnf(grammar: Grammar): string {
  const printer = new Printer(grammar.root);
  const lines: string[] = [];
  for (const [rule, node] of grammar.rules) lines.push(`${printer.name(rule)} ::= ${printer.print(node)}`);
  for (const rule of printer.used) lines.push(`${rule} ::= ${JSON_RULES[rule]}`);
  for (const [, node] of grammar.rules)
    for (const wanted of rulesOf(node))
      if (!grammar.rules.has(wanted))
        throw new FlowrightError(
          "GRAMMAR_UNSUPPORTED",
          `the grammar names a rule "${wanted}" that it does not have`,
        );
  return `${lines.join("\n")}\n`;
}

function* rulesOf(node: Node): Generator<string> {
  if (node.kind === "rule") yield node.name;
  else if (node.kind === "seq") for (const part of node.parts) yield* rulesOf(part);
  else if (node.kind === "choice") for (const option of node.options) yield* rulesOf(option);
  else if (node.kind === "many" || node.kind === "array") yield* rulesOf(node.item);
  else if (node.kind === "object") for (const one of node.fields) yield* rulesOf(one.value);
  else if (node.kind === "wider") yield* rulesOf(node.exact);
}
