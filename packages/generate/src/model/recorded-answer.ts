import { createHash } from "node:crypto";
import type { Completion, ModelCall } from "./types.js";

/** How an answer was drawn: what makes two answers to one prompt differ. */
export type RecordedSampling = Pick<ModelCall, "temperature" | "topP" | "seed">;

/** One line of a recording: an answer of a model, or, with `logProb`, how probable a model finds one. */
export interface RecordedAnswer {
  /** SHA-256 of the prompt, in hex: see {@link promptKey}. */
  key: string;
  answer: string;
  /** Present where the answer was drawn at a temperature above 0. */
  sampling?: RecordedSampling;
  /** The natural logarithm of the answer's probability after the prompt; null stands for minus infinity. */
  logProb?: number | null;
  usage?: Completion["usage"];
  timing?: Completion["timing"];
}

/** Answers are found by the prompt that they were given to. */
export const promptKey = (prompt: string): string => createHash("sha256").update(prompt).digest("hex");

/** The part of a call that a recording tells answers to one prompt apart by; undefined for the most probable answer. */
export const samplingOf = ({ temperature = 0, topP, seed }: ModelCall): RecordedSampling | undefined =>
  temperature > 0
    ? { temperature, ...(topP === undefined ? {} : { topP }), ...(seed === undefined ? {} : { seed }) }
    : undefined;
