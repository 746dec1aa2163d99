/** Passes a streamed text on up to the first stop text. What may be the beginning of one is held back. */
export class StopMarks {
  #waiting = "";
  stopped = false;

  constructor(readonly marks: readonly string[]) {}

  /** The text that can be passed on. */
  add(text: string): string {
    this.#waiting += text;
    const places = this.marks.map((mark) => this.#waiting.indexOf(mark)).filter((at) => at >= 0);
    if (places.length) {
      this.stopped = true;
      return this.#take(Math.min(...places));
    }
    return this.#take(this.#waiting.length - this.#held());
  }

  /** The text that was held back and is no stop text. */
  rest(): string {
    return this.stopped ? "" : this.#take(this.#waiting.length);
  }

  #take(size: number): string {
    const ready = this.#waiting.slice(0, size);
    this.#waiting = this.#waiting.slice(size);
    return ready;
  }

  #held(): number {
    let most = 0;
    for (const mark of this.marks)
      for (let size = Math.min(mark.length - 1, this.#waiting.length); size > most; size--)
        if (this.#waiting.endsWith(mark.slice(0, size))) most = size;
    return most;
  }
}
