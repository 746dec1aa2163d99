import { createHash } from "node:crypto";
import type { Catalog, StepDefinition } from "../catalog/index.js";
import type { Hit, StepIndex } from "./index-steps.js";
import { VectorCache } from "./vector-cache.js";

/** Turns texts into vectors whose cosine tells how much they mean the same. */
export interface Embedder {
  /** Tells embedders apart whose vectors differ: vectors on disk are kept under it. */
  readonly id: string;
  /** One vector a text, in their order, all of one length. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<number[][]>;
  dispose(): Promise<void>;
}

export interface DenseOptions {
  /** A folder for the vectors of catalogues. Default: they are made anew in each process. */
  cache?: string;
  /** Called after each batch of a catalogue's steps. */
  onProgress?: (done: number, total: number) => void;
}

/** Texts in one call: enough to pay for the way to a server, few enough to show progress and to stop. */
const BATCH = 64;

/** What an embedder reads of a step. */
const textOf = (catalog: Catalog, step: StepDefinition): string =>
  [`${catalog.app(step.app)?.title ?? step.app}: ${step.title}.`, step.description].filter(Boolean).join(" ");

/** Vectors of length 1, so that their product is the cosine; a vector of zeros stays one. */
function unit(vector: readonly number[]): Float32Array {
  const length = Math.hypot(...vector) || 1;
  return Float32Array.from(vector, (x) => x / length);
}

const product = (a: Float32Array, b: Float32Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

/** Ranks the steps of catalogues by meaning, with any embedder. Vectors of steps are made once for each catalogue. */
export class Dense {
  readonly #catalogs = new Map<string, Promise<Float32Array[]>>();
  readonly #cache: VectorCache | undefined;

  constructor(
    readonly embedder: Embedder,
    private readonly options: DenseOptions = {},
  ) {
    this.#cache = options.cache === undefined ? undefined : new VectorCache(options.cache);
  }

  /**
   * An index over a catalogue that answers these queries, and no others. Scores are from 0, for the step that is
   * farthest from the query, to 1.
   * @throws what the embedder throws
   */
  async index(catalog: Catalog, queries: readonly string[], signal?: AbortSignal): Promise<StepIndex> {
    const steps = await this.#stepsOf(catalog, signal);
    const wanted = [...new Set(queries)];
    const made = await this.embedder.embed(wanted, signal);
    const vectors = new Map(wanted.map((query, i) => [query, unit(made[i] ?? [])]));
    return (query, kind, most) => {
      const vector = vectors.get(query);
      if (!vector) return [];
      const hits: Hit[] = [];
      for (const [i, step] of catalog.steps.entries())
        if (step.kind === kind) hits.push({ step, score: product(vector, steps[i]!) });
      hits.sort((a, b) => b.score - a.score);
      const [best = 0, worst = 0] = [hits[0]?.score, hits.at(-1)?.score];
      const range = best - worst || 1;
      return hits.slice(0, most).map(({ step, score }) => ({ step, score: (score - worst) / range }));
    };
  }

  #stepsOf(catalog: Catalog, signal?: AbortSignal): Promise<Float32Array[]> {
    const texts = catalog.steps.map((step) => textOf(catalog, step));
    const key = createHash("sha256")
      .update(JSON.stringify([this.embedder.id, texts]))
      .digest("hex");
    let vectors = this.#catalogs.get(key);
    if (!vectors) {
      vectors = this.#embedSteps(key, texts, signal);
      this.#catalogs.set(key, vectors);
      // a failure is not for ever
      vectors.catch(() => this.#catalogs.delete(key));
    }
    return vectors;
  }

  async #embedSteps(key: string, texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
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
