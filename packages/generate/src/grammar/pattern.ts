import { chars, choice, many, type Node, seq, text } from "./tree.js";

/** Sets that a class may name; \s without line ends, which a JSON string cannot hold as they are. */
const NAMED: Readonly<Record<string, string>> = { d: "0-9", w: "A-Za-z0-9_", s: " " };
/** What a JSON string may not hold unescaped. */
const NEVER = '"\\\\\\x00-\\x1F';

/**
 * A JSON string whose text matches a regular expression (ECMA-262, as far as JSON Schema recommends it: literals, `.`,
 * classes, groups, alternation, quantifiers, and an anchor at both ends).
 * @param fail Called with a reason where the pattern is of another kind; must throw.
 */
export function stringOf(pattern: string, fail: (why: string) => never): Node {
  const parser = new Pattern(pattern, fail);
  return seq(text('"'), parser.whole(), text('"'));
}

const hex = (sign: string): string => `\\x${sign.charCodeAt(0).toString(16).padStart(2, "0")}`;

class Pattern {
  #at = 0;

  constructor(
    readonly source: string,
    readonly fail: (why: string) => never,
  ) {}

  whole(): Node {
    const { source } = this;
    if (!source.startsWith("^") || !source.endsWith("$") || source.endsWith("\\$"))
      this.fail('a pattern has to begin with "^" and end with "$"');
    this.#at = 1;
    const node = this.#choice();
    if (this.#at !== source.length - 1) this.fail(`"${source[this.#at]}" is not expected at ${this.#at}`);
    return node;
  }

  #choice(): Node {
    const options = [this.#sequence()];
    while (this.source[this.#at] === "|") {
      this.#at++;
      options.push(this.#sequence());
    }
    return choice(...options);
  }

  #sequence(): Node {
    const parts: Node[] = [];
    for (let next = this.source[this.#at]; next !== undefined; next = this.source[this.#at]) {
      if (next === "|" || next === ")" || next === "$") break;
      parts.push(this.#repeated(this.#atom()));
    }
    return parts.length === 1 ? parts[0]! : seq(...parts);
  }

  #repeated(item: Node): Node {
    const found = /^(?:[*+?]|\{(\d+)(,(\d*))?\})/.exec(this.source.slice(this.#at));
    if (!found) return item;
    this.#at += found[0].length;
    const [sign, low, more, high] = found;
    if (sign === "*") return many(item);
    if (sign === "+") return many(item, 1);
    if (sign === "?") return many(item, 0, 1);
    return many(item, Number(low), more === undefined ? Number(low) : high ? Number(high) : undefined);
  }

  #atom(): Node {
    const { source } = this;
    const next = source[this.#at]!;
    if (next === "(") {
      this.#at++;
      if (source[this.#at] === "?") {
        if (source[this.#at + 1] !== ":") this.fail("groups that look ahead or behind cannot be bound");
        this.#at += 2;
      }
      const inner = this.#choice();
      if (source[this.#at++] !== ")") this.fail("a group is not closed");
      return inner;
    }
    if (next === "[") return this.#class();
    if (next === ".") {
      this.#at++;
      return chars(`^${NEVER}`);
    }
    if (next === "\\") {
      const letter = source[this.#at + 1] ?? "";
      this.#at += 2;
      if (NAMED[letter]) return chars(NAMED[letter]);
      if (/[A-Za-z0-9]/.test(letter)) this.fail(`"\\${letter}" cannot be bound`);
      return text(JSON.stringify(letter).slice(1, -1));
    }
    if ("*+?{}^".includes(next)) this.fail(`"${next}" is not expected at ${this.#at}`);
    this.#at++;
    return text(JSON.stringify(next).slice(1, -1));
  }

  #class(): Node {
    const found = /^\[(\^?)((?:[^\]\\]|\\.)+)\]/.exec(this.source.slice(this.#at));
    if (!found) this.fail("a class is empty or not closed");
    this.#at += found[0].length;
    const [, not, inside = ""] = found;
    const set = inside.replace(/\\(.)|["^[]/g, (whole, letter: string | undefined) => {
      if (letter === undefined) return whole === '"' ? "" : hex(whole);
      if (NAMED[letter]) return NAMED[letter];
      if (/[A-Za-z0-9]/.test(letter)) this.fail(`"\\${letter}" cannot be bound`);
      // a quotation mark or a backslash is two characters in JSON: it cannot be a member of a class
      return letter === '"' || letter === "\\" ? "" : hex(letter);
    });
    return chars(not ? `^${set}${NEVER}` : set);
  }
}
