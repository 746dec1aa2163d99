import type { LlamaModel, Token } from "@flowright/llama";

/** Turns tokens into text one by one; holds incomplete characters back. */
export class TokenText {
  #pending: Token[] = [];

  constructor(private readonly model: LlamaModel) {}

  add(token: Token): string {
    this.#pending.push(token);
    const text = this.model.detokenize(this.#pending, true);
    if (text.endsWith("\ufffd") && this.#pending.length < 4) return "";
    this.#pending = [];
    return text;
  }
}
