import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";

/**
 * Vectors in files, one file a key: a 32-bit number of dimensions, then 32-bit floats, in this machine's order of bytes.
 * A cache is never needed: what cannot be read is made again, what cannot be written is not kept.
 */
export class VectorCache {
  constructor(private readonly folder: string) {}

  /** @param key Letters and digits. */
  #file(key: string): string {
    return join(this.folder, `${key}.f32`);
  }

  /** Undefined where there is no whole file with so many vectors. */
  async read(key: string, count: number): Promise<Float32Array[] | undefined> {
    let bytes: Buffer;
    try {
      bytes = await readFile(this.#file(key));
    } catch {
      return undefined;
    }
    if (bytes.length < 4 || bytes.length % 4) return undefined;
    const copy = new Uint8Array(bytes).buffer;
    const dimensions = new Uint32Array(copy, 0, 1)[0]!;
    const floats = new Float32Array(copy, 4);
    if (!dimensions || floats.length !== dimensions * count) return undefined;
    return Array.from({ length: count }, (_, i) => floats.slice(i * dimensions, (i + 1) * dimensions));
  }

  async write(key: string, vectors: readonly Float32Array[]): Promise<void> {
    const dimensions = vectors[0]?.length ?? 0;
    const bytes = new ArrayBuffer(4 + vectors.length * dimensions * 4);
    new Uint32Array(bytes, 0, 1)[0] = dimensions;
    const floats = new Float32Array(bytes, 4);
    for (const [i, vector] of vectors.entries()) floats.set(vector, i * dimensions);
    try {
      await mkdir(this.folder, { recursive: true });
      await writeFileAtomic(this.#file(key), Buffer.from(bytes));
    } catch {
      // a full or read-only disk costs time, not the result
    }
  }
}
