import { createHash } from "node:crypto";
import type { Completion, ModelCall } from "./types.js";

/** The settings that an answer was sampled with. Two answers to one prompt can differ by them. */
export type RecordedSampling = Pick<ModelCall, "temperature" | "topP" | "seed">;

/** One line of a recording: an answer of a model, or, with `logProb`, how probable a model finds one. */
export interface RecordedAnswer {
  /** SHA-256 of the prompt, in hex: see {@link promptKey}. */
  key: string;
  answer: string;
  /** Present where the answer was sampled at a temperature above 0. */
  sampling?: RecordedSampling;
  /** The natural logarithm of the answer's probability after the prompt; null stands for minus infinity. */
  logProb?: number | null;
  usage?: Completion["usage"];
  timing?: Completion["timing"];
}

/** The key of a prompt in a recording. */
export const promptKey = (prompt: string): string => createHash("sha256").update(prompt).digest("hex");

/** The sampling settings of a call; undefined at temperature 0. */
export const samplingOf = ({ temperature = 0, topP, seed }: ModelCall): RecordedSampling | undefined =>
  temperature > 0
    ? { temperature, ...(topP === undefined ? {} : { topP }), ...(seed === undefined ? {} : { seed }) }
    : undefined;
