import { createHash } from "node:crypto";
import type { Completion } from "./types.js";

/** One line of a recording. */
export interface RecordedAnswer {
  /** SHA-256 of the prompt, in hex: see {@link promptKey}. */
  key: string;
  answer: string;
  usage?: Completion["usage"];
  timing?: Completion["timing"];
}

/** Answers are found by the prompt that they were given to. */
export const promptKey = (prompt: string): string => createHash("sha256").update(prompt).digest("hex");
