import { isAssignable } from "@flowright/workflow";
import type { FieldSchema } from "@flowright/workflow/catalog";
import {
  choice,
  type Grammar,
  many,
  type Node,
  optional,
  rule,
  seq,
  text,
  trie,
} from "../../grammar/index.js";
import type { PreparedRequest } from "../request.js";
import { spanRules } from "../span-rules.js";
import type { InputTask } from "../tasks.js";
import { type Target, targets, type Visible } from "../visible.js";
import { fieldWords, optionsOf } from "./inputs-prompt.js";
import { plain, TOKENS as T } from "./tokens.js";
import { oneOrMore, spansThatAre, takesAnyWords } from "./typed-spans.js";

const MAX_PARTS = 4;

type TypeName = NonNullable<FieldSchema["type"]>;
const typeOf = (schema: FieldSchema): TypeName => schema.type ?? "string";

/** Kinds of fields that want somebody or some place by name. */
const NAMED = new Set(["person", "people", "group", "channel", "phone", "place"]);

/** Numbers, lists, choices, dates, bare identifiers and running text are nobody's name. */
const isName = ({ type = "string", format, "x-kind": kind }: FieldSchema): boolean =>
  type === "string" && (kind === undefined ? format === "email" : kind !== "text");

/** Whether an output can stand where a field is wanted; an output of no stated type is taken for text. */
const fits = (output: FieldSchema, wanted: FieldSchema): boolean =>
  isAssignable({ type: typeOf(output) }, wanted) && (!NAMED.has(wanted["x-kind"] ?? "") || isName(output));

class Builder {
  readonly rules: Map<string, Node>;
  readonly #targets: readonly Target[];

  constructor(
    private readonly request: PreparedRequest,
    visible: readonly Visible[],
  ) {
    this.rules = spanRules(request);
    this.#targets = targets(visible);
  }

  refs(accept: (schema: FieldSchema) => boolean): Node | undefined {
    const words = this.#targets
      .filter((target) => accept(target.schema))
      .map((target) => plain(target.words));
    return words.length ? seq(text(T.ref), trie(words)) : undefined;
  }

  copy(schema: FieldSchema): Node | undefined {
    if (takesAnyWords(schema)) return this.rules.has("span") ? seq(text(T.copy), rule("span")) : undefined;
    const spans = spansThatAre(schema, this.request);
    return spans.length ? seq(text(T.copy), choice(...spans.map(text))) : undefined;
  }

  /** One value of a field, or undefined when neither request nor scope can give one. */
  value(schema: FieldSchema): Node | undefined {
    const options = optionsOf(schema);
    if (options) return seq(text(T.option), trie(options.map(plain)));
    if (typeOf(schema) === "array" && schema.items) {
      const item = this.value(schema.items);
      return item && oneOrMore(item, MAX_PARTS);
    }
    const said = ["object", "array"].includes(typeOf(schema)) ? undefined : this.copy(schema);
    const ref = this.refs((output) => fits(output, schema));
    if (!said || !ref) return said ?? (ref && takesAnyWords(schema) ? oneOrMore(ref, MAX_PARTS) : ref);
    if (!takesAnyWords(schema)) return choice(said, ref);
    // words never follow words: what stands apart in the request would read as if it had been said together
    const after = seq(ref, optional(said));
    return choice(seq(said, many(after, 0, MAX_PARTS - 1)), many(after, 1, MAX_PARTS));
  }

  comparison(): Node | undefined {
    const kinds: {
      accept: (schema: FieldSchema) => boolean;
      ops: string[];
      tests: string[];
      right: FieldSchema;
    }[] = [
      {
        accept: (s) => ["number", "integer"].includes(typeOf(s)),
        ops: [T.eq, T.ne, T.gt, T.lt, T.ge, T.le],
        tests: [T.empty, T.filled],
        right: { type: "number" },
      },
      { accept: (s) => typeOf(s) === "boolean", ops: [], tests: [T.true, T.false], right: {} },
      {
        accept: (s) => ["array", "object"].includes(typeOf(s)),
        ops: [T.contains],
        tests: [T.empty, T.filled],
        right: { type: "string" },
      },
      {
        accept: (s) => typeOf(s) === "string",
        ops: [T.eq, T.ne, T.contains, T.gt, T.lt, T.ge, T.le],
        tests: [T.empty, T.filled],
        right: { type: "string" },
      },
    ];
    const options = kinds.flatMap(({ accept, ops, tests, right }) => {
      const left = this.refs(accept);
      if (!left) return [];
      const wanted = ops.length
        ? [this.copy(right), this.refs((output) => fits(output, right))].filter((node) => node !== undefined)
        : [];
      const ways = [
        ...tests.map(text),
        ...(wanted.length ? [seq(choice(...ops.map(text)), choice(...wanted))] : []),
      ];
      return [seq(left, choice(...ways))];
    });
    return options.length ? seq(optional(text(T.not)), choice(...options)) : undefined;
  }
}

/** What an answer to a task can be: only this step's fields, only words of this request, only what is visible. */
export function inputsGrammar(
  task: InputTask,
  request: PreparedRequest,
  visible: readonly Visible[],
): Grammar {
  const builder = new Builder(request, visible);
  const { rules } = builder;
  const done = (root: Node): Grammar => ({ root: "answer", rules: new Map([["answer", root], ...rules]) });
  if (task.kind === "list") {
    const lists = builder.refs((schema) => schema.type === "array");
    return done(lists ? choice(lists, text(T.none)) : text(T.none));
  }
  if (task.kind === "condition") {
    const one = builder.comparison();
    if (!one) return done(text(T.none));
    rules.set("compare", one);
    const group = (token: string) =>
      seq(text(token), rule("compare"), oneOrMore(rule("compare"), 5), text(T.end));
    return done(choice(text(T.none), rule("compare"), group(T.all), group(T.any)));
  }
  const parts = Object.entries(task.fields).flatMap(([name, schema]) => {
    const value = builder.value(schema);
    return value ? [optional(seq(text(T.field), text(fieldWords(name)), value))] : [];
  });
  return done(parts.length ? seq(...parts) : text(""));
}
