import { Live } from "./live.js";

/** A progress line on standard error: redrawn on a terminal, one line in ten seconds elsewhere. */
export class Progress {
  readonly #live = new Live(process.stderr);
  #last = 0;

  update(text: string): void {
    if (process.stderr.isTTY) {
      this.#live.show(text);
      return;
    }
    if (performance.now() - this.#last < 10_000) return;
    this.#last = performance.now();
    process.stderr.write(`${text}\n`);
  }

  done(): void {
    this.#live.clear();
  }
}

export function clock(seconds: number): string {
  const s = Math.round(seconds);
  return s >= 3600
    ? `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`
    : s >= 60
      ? `${Math.floor(s / 60)} min ${s % 60} s`
      : `${s} s`;
}

export function bar(share: number, width = 24): string {
  const full = Math.round(Math.max(0, Math.min(1, share)) * width);
  return "█".repeat(full) + "░".repeat(width - full);
}
