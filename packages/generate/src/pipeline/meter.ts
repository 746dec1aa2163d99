import type { ModelUsage } from "../model/index.js";
import type { GenerateStats } from "./types.js";

/** Adds up what a generation takes. */
export class Meter {
  readonly #began = performance.now();
  readonly #stats: GenerateStats = {
    calls: 0,
    promptTokens: 0,
    cachedTokens: 0,
    answerTokens: 0,
    retrieveMs: 0,
    firstNodeMs: null,
    outlineMs: 0,
    confidence: null,
    totalMs: 0,
  };

  #now(): number {
    return performance.now() - this.#began;
  }
  recordRetrieval(): void {
    this.#stats.retrieveMs = this.#now();
  }
  recordNode(): void {
    this.#stats.firstNodeMs ??= this.#now();
  }
  recordOutline(): void {
    this.#stats.outlineMs = this.#now();
  }
  recordConfidence(probability: number): void {
    this.#stats.confidence = probability;
  }
  recordUsage(usage: ModelUsage): void {
    this.#stats.calls++;
    this.#stats.promptTokens += usage.promptTokens;
    this.#stats.cachedTokens += usage.cachedTokens;
    this.#stats.answerTokens += usage.answerTokens;
  }
  stats(): GenerateStats {
    return { ...this.#stats, totalMs: this.#now() };
  }
}
