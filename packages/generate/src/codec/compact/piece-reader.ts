/** A piece of an answer: a control token, or the text up to the next one. */
export type Piece = { token: string } | { text: string };

const TOKEN = /<\|[^|<>]{1,8}\|>/;

/**
 * Cuts a streamed answer into control tokens and texts, however the chunks fall. Text is handed out only when the
 * token after it has arrived.
 */
export class PieceReader {
  #buffer = "";

  *push(chunk: string): Generator<Piece> {
    this.#buffer += chunk;
    for (;;) {
      const match = TOKEN.exec(this.#buffer);
      if (!match) return;
      if (match.index > 0) yield { text: this.#buffer.slice(0, match.index) };
      this.#buffer = this.#buffer.slice(match.index + match[0].length);
      yield { token: match[0] };
    }
  }

  /** Text after the last token. */
  rest(): string {
    return this.#buffer;
  }
}
