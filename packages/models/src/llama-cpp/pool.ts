/** Lends items to one caller at a time; callers wait in order. */
export class Pool<T> {
  readonly #free: T[];
  readonly #waiting: { take: (item: T) => void; fail: (error: unknown) => void }[] = [];

  constructor(items: readonly T[]) {
    this.#free = [...items];
  }

  /** Waits for a free item; of several, the one with the highest score. */
  async take(score: (item: T) => number, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    if (this.#free.length) {
      let best = 0;
      for (let i = 1; i < this.#free.length; i++)
        if (score(this.#free[i]!) > score(this.#free[best]!)) best = i;
      return this.#free.splice(best, 1)[0]!;
    }
    return new Promise<T>((take, fail) => {
      const entry = { take, fail };
      this.#waiting.push(entry);
      signal?.addEventListener(
        "abort",
        () => {
          const at = this.#waiting.indexOf(entry);
          if (at < 0) return;
          this.#waiting.splice(at, 1);
          fail(signal.reason);
        },
        { once: true },
      );
    });
  }

  give(item: T): void {
    const next = this.#waiting.shift();
    if (next) next.take(item);
    else this.#free.push(item);
  }

  /** Rejects all callers that still wait. */
  close(reason: Error): void {
    for (const { fail } of this.#waiting.splice(0)) fail(reason);
  }
}
