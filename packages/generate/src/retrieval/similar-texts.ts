import MiniSearch from "minisearch";

/** Texts that can be asked for the ones most like another (BM25+ over their words). */
export class SimilarTexts<T> {
  readonly #index = new MiniSearch<{ id: number; text: string }>({ fields: ["text"] });
  readonly #entries: readonly T[];

  constructor(entries: readonly T[], textOf: (entry: T) => string) {
    this.#entries = entries;
    this.#index.addAll(entries.map((entry, id) => ({ id, text: textOf(entry) })));
  }

  /** At most so many, the most similar one first; fewer where less has a word in common. */
  find(text: string, limit: number): T[] {
    return this.#index
      .search(text)
      .slice(0, limit)
      .map(({ id }) => this.#entries[id as number]!);
  }
}
