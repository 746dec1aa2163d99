import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Catalog } from "@flowright/workflow/catalog";
import type { Embedder } from "./dense-index.js";
import type { StepIndex } from "./step-index.js";
import { indexByVector, stepText, unit } from "./vector-index.js";

/** One row a bucket of n-grams, as `trainer/encoder.py` writes it. */
interface Table {
  hash: string;
  buckets: number;
  dimensions: number;
  scales: Float32Array;
  rows: Int8Array;
}

let loaded: Table | undefined;

function table(): Table {
  if (!loaded) {
    const file = readFileSync(new URL("../../weights/encoder/flowright-encoder.bin", import.meta.url));
    const bytes = new Uint8Array(file).buffer;
    const [buckets = 0, dimensions = 0] = new Uint32Array(bytes, 0, 2);
    const scales = new Float32Array(bytes, 8, buckets);
    const hash = createHash("sha256").update(file).digest("hex").slice(0, 16);
    loaded = {
      hash,
      buckets,
      dimensions,
      scales,
      rows: new Int8Array(bytes, 8 + 4 * buckets, buckets * dimensions),
    };
  }
  return loaded;
}

const utf8 = new TextEncoder();

/** FNV-1a, 32 bits, of the text's UTF-8. */
export function fnv(text: string): number {
  let value = 2166136261;
  for (const byte of utf8.encode(text)) value = Math.imul(value ^ byte, 16777619);
  return value >>> 0;
}

/** Buckets of a lower-case word: itself and its n-grams of 3 to 5 letters, ends marked. */
export function features(word: string, buckets: number): number[] {
  const letters = [...`<${word}>`];
  const grams = new Set([letters.join("")]);
  for (const n of [3, 4, 5])
    for (let at = 0; at + n <= letters.length; at++) grams.add(letters.slice(at, at + n).join(""));
  return [...new Set([...grams].map((gram) => fnv(gram) % buckets))].sort((a, b) => a - b);
}

/** What a text is about, as a vector of length 1: the mean over its words of their n-grams' vectors. */
export function encode(text: string): Float32Array {
  const { buckets, dimensions, scales, rows } = table();
  const sum = new Float32Array(dimensions);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const ids = features(word, buckets);
    for (const id of ids) {
      const share = scales[id]! / ids.length;
      for (let d = 0; d < dimensions; d++) sum[d]! += share * rows[id * dimensions + d]!;
    }
  }
  return unit(sum);
}

/** The encoder that ships with the package: 1.1 MB of n-gram vectors, no network, microseconds a text. */
export function ownEmbedder(): Embedder {
  return {
    id: `own:${table().hash}`,
    embed: async (texts) => texts.map(encode),
    dispose: async () => {},
  };
}

const indexes = new WeakMap<Catalog, StepIndex>();

/** An index of a catalogue by the shipped encoder, for any query. Made once for each catalogue. */
export function ownIndex(catalog: Catalog): StepIndex {
  let index = indexes.get(catalog);
  if (!index) {
    const steps = catalog.steps.map((step) => encode(stepText(catalog, step)));
    index = indexByVector(catalog, steps, encode);
    indexes.set(catalog, index);
  }
  return index;
}
