import type { ElseIf, Step, Workflow } from "@flowright/workflow";
import { FlowrightError } from "@flowright/workflow/core";
import type { PreparedRequest } from "../request.js";
import { completeOriginal } from "../span.js";
import type { Aliases, Form, OutlineNews, OutlineReader } from "../types.js";
import { type Piece, PieceReader } from "./piece-reader.js";
import { OUTLINE_END, TOKENS as T } from "./tokens.js";

interface Frame {
  step: Step;
  /** Where the next steps go. */
  block: Step[];
}

/** The words of a node; without annotations, those of the whole request. */
interface Said {
  words: string;
  note: { annotation?: string };
}

const OPENERS: Readonly<Record<string, (id: string, said: Said) => Frame>> = {
  [T.if]: (id, said) => {
    const then: Step[] = [];
    return { step: { id, if: { says: said.words }, ...said.note, then }, block: then };
  },
  [T.forEach]: (id, said) => {
    const body: Step[] = [];
    return { step: { id, forEach: null, as: "item", ...said.note, do: body }, block: body };
  },
  [T.while]: (id, said) => {
    const body: Step[] = [];
    return { step: { id, while: { says: said.words }, ...said.note, do: body }, block: body };
  },
  [T.until]: (id, said) => {
    const body: Step[] = [];
    return { step: { id, until: { says: said.words }, ...said.note, do: body }, block: body };
  },
  [T.parallel]: (id, said) => {
    const first: Step[] = [];
    return { step: { id, parallel: [first], ...said.note }, block: first };
  },
  [T.try]: (id, said) => {
    const body: Step[] = [];
    return { step: { id, try: body, catch: [], ...said.note }, block: body };
  },
};

const LEAVES: Readonly<Record<string, (id: string, said: Said) => Step>> = {
  [T.none]: (id, said) => ({ id, placeholder: true, ...said.note }),
  [T.wait]: (id, said) => ({ id, wait: {}, ...said.note }),
  [T.stop]: (id, said) => ({ id, stop: true, ...said.note }),
  [T.skip]: (id, said) => ({ id, next: true, ...said.note }),
  [T.call]: (id, said) => ({ id, call: null, ...said.note }),
};

/** Reads an outline while it is being written. */
export class OutlineParser implements OutlineReader {
  readonly #reader = new PieceReader();
  /** The outline so far, with the blocks that are still open. */
  readonly workflow: Workflow = { version: 1, name: "", steps: [] };
  readonly #frames: Frame[] = [];
  #started = false;
  #ids = 0;
  #words = "";
  #note: Said["note"] = {};
  /** After `<|use|>` the next text is an alias; after `<|elif|>` the words of a branch. */
  #expects: "annotation" | "alias" | "branch" = "annotation";

  constructor(
    private readonly request: PreparedRequest,
    private readonly aliases: Aliases,
    private readonly form: Form = {},
  ) {}

  /** @throws {FlowrightError} CODEC_PARSE when the text is not an outline of this request. */
  *push(chunk: string): Generator<OutlineNews> {
    for (const piece of this.#reader.push(chunk)) {
      const news = this.#take(piece);
      if (news) yield news;
    }
  }

  finish(): Workflow {
    return this.workflow;
  }

  /** True when nothing is open. */
  get complete(): boolean {
    return (
      this.#started &&
      this.#frames.length === 0 &&
      this.#expects === "annotation" &&
      !this.#words.trim() &&
      !this.#reader.rest().trim()
    );
  }

  #take(piece: Piece): OutlineNews | undefined {
    if ("text" in piece) {
      this.#words += piece.text;
      return undefined;
    }
    const { token } = piece;
    const words = this.#words;
    this.#words = "";
    if (token === T.eos || token === OUTLINE_END) return undefined;
    if (token === T.manual) {
      this.#started = true;
      return undefined;
    }
    if (this.#expects === "alias") return this.#use(words.trim(), token);
    if (this.#expects === "branch") return this.#branch(words, token);
    const frame = this.#frames[this.#frames.length - 1];
    switch (token) {
      case T.use:
        this.#note = this.#said(words).note;
        this.#expects = "alias";
        return undefined;
      case T.elseIf:
        this.#expects = "branch";
        return undefined;
      case T.else:
      case T.and:
      case T.catch:
        this.#switch(frame, token);
        return undefined;
      case T.end:
        if (!this.#frames.pop()) throw this.#error("a block is closed that was never opened");
        return undefined;
    }
    const said = this.#said(words);
    if (!this.#started) {
      this.#started = true;
      if (token !== T.none) throw this.#error(`the trigger cannot be ${token}`);
      this.workflow.trigger = { placeholder: true, ...said.note };
      return { kind: "trigger" };
    }
    const leaf = LEAVES[token];
    if (leaf) return this.#add(leaf(this.#id(), said));
    const opener = OPENERS[token];
    if (!opener) throw this.#error(`${token} has no place here`);
    const opened = opener(this.#id(), said);
    const news = this.#add(opened.step);
    this.#frames.push(opened);
    return news;
  }

  #use(alias: string, token: string): OutlineNews {
    if (token !== T.next) throw this.#error(`${token} cannot follow an alias`);
    this.#expects = "annotation";
    const step = this.aliases.step(alias);
    if (!step) throw this.#error(`"${alias}" is not the alias of a candidate`);
    if ((step.kind === "trigger") === this.#started)
      throw this.#error(`"${alias}" is ${this.#started ? "no action" : "no trigger"}`);
    if (step.kind === "trigger") {
      this.#started = true;
      this.workflow.trigger = { use: step.id, ...this.#note };
      return { kind: "trigger" };
    }
    return this.#add({ id: this.#id(), use: step.id, ...this.#note });
  }

  #branch(words: string, token: string): undefined {
    const frame = this.#frames[this.#frames.length - 1];
    if (token !== T.then || !frame || !("if" in frame.step)) throw this.#error("a branch outside of an if");
    this.#expects = "annotation";
    const said = this.#said(words);
    const branch: ElseIf = { if: { says: said.words }, ...said.note, then: [] };
    frame.step.elseIf = [...(frame.step.elseIf ?? []), branch];
    frame.block = branch.then;
  }

  #switch(frame: Frame | undefined, token: string): void {
    const block: Step[] = [];
    if (frame && token === T.else && "if" in frame.step) frame.step.else = block;
    else if (frame && token === T.and && "parallel" in frame.step) frame.step.parallel.push(block);
    else if (frame && token === T.catch && "try" in frame.step) frame.step.catch = block;
    else throw this.#error(`${token} has no place here`);
    frame.block = block;
  }

  #add(step: Step): OutlineNews {
    if (!this.#started) throw this.#error("a step before the trigger");
    (this.#frames[this.#frames.length - 1]?.block ?? this.workflow.steps).push(step);
    return { kind: "step", step, depth: this.#frames.length };
  }

  #id(): string {
    return `s${++this.#ids}`;
  }

  /** The words of the request behind an annotation, as the user wrote them. */
  #said(words: string): Said {
    if (this.form.annotations === false && !words.trim())
      return { words: this.request.original.trim(), note: {} };
    const at = words.trim() ? this.request.text.indexOf(words) : -1;
    if (at < 0) throw this.#error(`"${words.trim()}" is not a part of the request`);
    const annotation = completeOriginal(this.request, at, at + words.length);
    return { words: annotation, note: { annotation } };
  }

  #error(message: string): FlowrightError {
    return new FlowrightError("CODEC_PARSE", `the model's outline cannot be read: ${message}`, {
      retryable: true,
    });
  }
}
