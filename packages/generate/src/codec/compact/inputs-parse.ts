import {
  type COMPARISONS,
  type Condition,
  type Inputs,
  isRef,
  type TESTS,
  type Value,
} from "@flowright/workflow";
import type { FieldSchema } from "@flowright/workflow/catalog";
import { FlowrightError } from "@flowright/workflow/core";
import { coerce } from "../coerce.js";
import type { PreparedRequest } from "../request.js";
import { completeOriginal } from "../span.js";
import type { InputsAnswer } from "../task-answers.js";
import type { InputTask } from "../tasks.js";
import { type Target, targets, type Visible } from "../visible.js";
import { fieldWords } from "./inputs-prompt.js";
import { type Piece, PieceReader } from "./piece-reader.js";
import { comparedWith } from "./print-inputs.js";
import { wholeQuotation } from "./quotation.js";
import { resolveMeridiem } from "./resolve-meridiem.js";
import { TOKENS as T } from "./tokens.js";

const OPS = {
  [T.eq]: "eq",
  [T.ne]: "ne",
  [T.gt]: "gt",
  [T.lt]: "lt",
  [T.ge]: "ge",
  [T.le]: "le",
  [T.contains]: "contains",
} as const satisfies Record<string, (typeof COMPARISONS)[number]>;
const TEST = {
  [T.empty]: "empty",
  [T.filled]: "filled",
  [T.true]: "true",
  [T.false]: "false",
} as const satisfies Record<string, (typeof TESTS)[number]>;

/** One part of a value: words of the request, a reference or a choice. */
type Part =
  | { copy: string; quoted: string | undefined; time: (read: string) => string }
  | { ref: Target }
  | { option: string };

class Reader {
  readonly #pieces: readonly Piece[];
  #at = 0;
  readonly #targets: readonly Target[];

  constructor(
    answer: string,
    private readonly request: PreparedRequest,
    private readonly visible: readonly Visible[],
  ) {
    const reader = new PieceReader();
    this.#pieces = [...reader.push(answer + T.eos)];
    this.#targets = targets(visible);
  }

  /** The next control token, or eos. */
  peek(): string {
    const piece = this.#pieces[this.#at];
    return piece && "token" in piece ? piece.token : piece ? "" : T.eos;
  }
  token(): string {
    const token = this.peek();
    if (!token) throw fail("text where a control token belongs");
    this.#at++;
    return token;
  }
  words(): string {
    const piece = this.#pieces[this.#at];
    if (!piece || !("text" in piece)) throw fail("words are missing");
    this.#at++;
    return piece.text;
  }

  part(): Part {
    const token = this.token();
    const words = this.words();
    if (token === T.option) return { option: words.trim() };
    if (token === T.copy) {
      const at = this.request.text.indexOf(words);
      if (at < 0) throw fail(`"${words.trim()}" is not a part of the request`);
      const end = at + words.length;
      const copy = completeOriginal(this.request, at, end);
      const time = (read: string) => resolveMeridiem(read, words, this.request.text, at);
      return {
        copy,
        quoted: wholeQuotation(this.request.originalSlice(at, end), this.request.original),
        time,
      };
    }
    const target = token === T.ref ? this.#targets.find((one) => one.words === words.trim()) : undefined;
    if (!target) throw fail(`"${words.trim()}" is nothing that can be referred to`);
    return { ref: target };
  }

  parts(): Part[] {
    const out: Part[] = [];
    while ([T.copy, T.ref, T.option].some((token) => token === this.peek())) out.push(this.part());
    if (!out.length) throw fail("a value is missing");
    return out;
  }

  condition(annotation: string): Condition {
    const token = this.peek();
    if (token === T.none) {
      this.token();
      return { says: annotation };
    }
    if (token === T.all || token === T.any) {
      this.token();
      const list: Condition[] = [];
      while (this.peek() !== T.end) list.push(this.condition(annotation));
      this.token();
      return token === T.all ? { all: list } : { any: list };
    }
    if (token === T.not) {
      this.token();
      return { not: this.condition(annotation) };
    }
    const left = this.part();
    if (!("ref" in left)) throw fail("a comparison begins with a reference");
    const value: Value = { ref: left.ref.ref };
    const op = this.token();
    if (op in TEST) return { left: value, op: TEST[op as keyof typeof TEST] };
    if (!(op in OPS)) throw fail(`${op} is no comparison`);
    const right = toValue([this.part()], comparedWith(value, this.visible));
    if (right === undefined) throw fail("the right side does not fit the left");
    return { left: value, op: OPS[op as keyof typeof OPS], right: closest(right, left.ref.schema) };
  }
}

/** A literal that is one of the choices of the other side takes that choice's spelling. */
function closest(right: Value, schema: FieldSchema): Value {
  return typeof right === "string" && schema.enum
    ? ((coerce(schema, right) as string | undefined) ?? right)
    : right;
}

function toValue(parts: readonly Part[], schema: FieldSchema): Value | undefined {
  if (schema.type === "array" && schema.items)
    return parts
      .map((part) => toValue([part], schema.items!))
      .filter((value): value is Value => value !== undefined);
  const [only] = parts;
  if (parts.length === 1 && only) {
    if ("ref" in only) return { ref: only.ref.ref };
    if ("option" in only)
      return schema.type === "boolean"
        ? only.option === "yes"
        : schema.enum?.find((option) => option.replace(/\s+/g, " ").trim() === only.option);
    const value = (only.quoted && coerce(schema, only.quoted)) ?? coerce(schema, only.copy);
    return schema.format === "time" && typeof value === "string" ? only.time(value) : value;
  }
  return {
    template: parts
      .map((part) => ("ref" in part ? `{{${part.ref.ref}}}` : "copy" in part ? part.copy : part.option))
      .join(" "),
  };
}

const fail = (message: string): FlowrightError =>
  new FlowrightError("CODEC_PARSE", `the model's answer cannot be read: ${message}`, { retryable: true });

/** Reads the answer to a task. @throws {FlowrightError} CODEC_PARSE */
export function parseInputs(
  answer: string,
  task: InputTask,
  request: PreparedRequest,
  visible: readonly Visible[],
): InputsAnswer {
  const reader = new Reader(answer, request, visible);
  if (task.kind === "condition")
    return { condition: reader.condition(task.annotation || request.original.trim()) };
  if (task.kind === "list") {
    if (reader.peek() === T.none || reader.peek() === T.eos) return { list: null };
    const part = reader.part();
    return { list: "ref" in part ? { ref: part.ref.ref } : null };
  }
  const inputs: Inputs = {};
  const names = new Map(Object.keys(task.fields).map((name) => [fieldWords(name), name]));
  while (reader.peek() === T.field) {
    reader.token();
    const name = names.get(reader.words());
    if (name === undefined) throw fail("an input that the step does not have");
    const value = toValue(reader.parts(), task.fields[name]!);
    if (value !== undefined && !(Array.isArray(value) && !value.length) && !(isRef(value) && !value.ref))
      inputs[name] = value;
  }
  if (reader.peek() !== T.eos) throw fail(`${reader.peek()} where the answer should end`);
  return { inputs };
}
