import { createHash } from "node:crypto";
import type { Catalog } from "@flowright/workflow/catalog";
import type { StepIndex } from "./step-index.js";
import { VectorCache } from "./vector-cache.js";
import { indexByVector, stepText, unit } from "./vector-index.js";

/** Turns texts into vectors whose cosine tells how much they mean the same. */
export interface Embedder {
  /** Tells embedders apart whose vectors differ: vectors on disk are kept under it. */
  readonly id: string;
  /** One vector a text, in their order, all of one length. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<ArrayLike<number>[]>;
  dispose(): Promise<void>;
}

export interface DenseIndexOptions {
  /** A folder for the vectors of catalogues. Default: they are made anew in each process. */
  cache?: string;
  /** Called after each batch of a catalogue's steps. */
  onProgress?: (done: number, total: number) => void;
}

/** Texts in one call: enough to pay for the way to a server, few enough to show progress and to stop. */
const BATCH = 64;

/** Ranks the steps of catalogues by meaning, with any embedder. Vectors of steps are made once for each catalogue. */
export class DenseIndex {
  readonly #catalogs = new WeakMap<Catalog, Promise<Float32Array[]>>();
  readonly #cache: VectorCache | undefined;

  constructor(
    readonly embedder: Embedder,
    private readonly options: DenseIndexOptions = {},
  ) {
    this.#cache = options.cache === undefined ? undefined : new VectorCache(options.cache);
  }

  /**
   * An index over a catalogue that answers these queries, and no others.
   * @throws what the embedder throws
   */
  async index(catalog: Catalog, queries: readonly string[], signal?: AbortSignal): Promise<StepIndex> {
    const steps = await this.#stepsOf(catalog, signal);
    const wanted = [...new Set(queries)];
    const made = await this.embedder.embed(wanted, signal);
    const vectors = new Map(wanted.map((query, i) => [query, unit(made[i] ?? [])]));
    return indexByVector(catalog, steps, (query) => vectors.get(query));
  }

  #stepsOf(catalog: Catalog, signal?: AbortSignal): Promise<Float32Array[]> {
    let vectors = this.#catalogs.get(catalog);
    if (!vectors) {
      vectors = this.#embedSteps(catalog, signal);
      this.#catalogs.set(catalog, vectors);
      // a failure is not for ever
      vectors.catch(() => this.#catalogs.delete(catalog));
    }
    return vectors;
  }

  async #embedSteps(catalog: Catalog, signal?: AbortSignal): Promise<Float32Array[]> {
    const texts = catalog.steps.map((step) => stepText(catalog, step));
    const key = createHash("sha256")
      .update(JSON.stringify([this.embedder.id, texts]))
      .digest("hex");
    const kept = await this.#cache?.read(key, texts.length);
    if (kept) return kept;
    const vectors: Float32Array[] = [];
    for (let at = 0; at < texts.length; at += BATCH) {
      signal?.throwIfAborted();
      const made = await this.embedder.embed(texts.slice(at, at + BATCH), signal);
      vectors.push(...made.map(unit));
      this.options.onProgress?.(vectors.length, texts.length);
    }
    await this.#cache?.write(key, vectors);
    return vectors;
  }
}
