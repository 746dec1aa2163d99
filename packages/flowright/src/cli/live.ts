import { stripVTControlCharacters } from "node:util";

/** Redraws a block of text in place on a terminal; does nothing anywhere else. */
export class Live {
  #height = 0;
  readonly #on: boolean;

  constructor(private readonly out: NodeJS.WriteStream) {
    this.#on = out.isTTY === true && process.env.TERM !== "dumb";
  }

  show(text: string): void {
    if (!this.#on) return;
    const rows = text.split("\n").slice(-(this.out.rows - 1 || 24));
    this.#erase();
    this.out.write(`${rows.join("\n")}\n`);
    const width = this.out.columns || 80;
    this.#height = rows.reduce(
      (sum, row) => sum + Math.max(1, Math.ceil(stripVTControlCharacters(row).length / width)),
      0,
    );
  }

  clear(): void {
    if (this.#on) this.#erase();
  }

  #erase(): void {
    if (this.#height) this.out.write(`\x1b[${this.#height}A\x1b[0J`);
    this.#height = 0;
  }
}
