import { FlowrightError } from "@flowright/workflow/core";
import {
  disposedError,
  type LanguageModel,
  type LogProbCall,
  type ModelCall,
  type ModelCapabilities,
  type ModelChunk,
  type ModelMetadata,
} from "../model/index.js";

/** What the mock says: a text, a failure, or either one depending on the call. */
export type MockAnswer = string | Error | ((call: ModelCall) => string | Error);

export interface MockOptions {
  /** Default "mock". */
  id?: string;
  /** Characters of a chunk, to test streaming; 1 or more. Default 7. */
  chunk?: number;
  /** Default: bound to nothing, knows the compact codec, 4 answers at once. */
  capabilities?: Partial<ModelCapabilities>;
  metadata?: ModelMetadata;
  /** The probability of an answer, 0 to 1. Default: the model knows no probabilities. */
  probability?: (call: LogProbCall) => number;
}

export interface MockModel extends LanguageModel {
  /** Every call so far, in order. */
  readonly calls: readonly ModelCall[];
}

/**
 * A scriptable model for tests of code that uses Flowright.
 * @param answers Given in order; the last one repeats.
 */
export function mockModel(answers: readonly MockAnswer[] | MockAnswer, options: MockOptions = {}): MockModel {
  const script = Array.isArray(answers) ? (answers as readonly MockAnswer[]) : [answers as MockAnswer];
  const { id = "mock", chunk = 7, probability, metadata } = options;
  const calls: ModelCall[] = [];
  let disposed = false;
  const check = (signal: AbortSignal | undefined) => {
    if (disposed) throw disposedError(id);
    if (signal?.aborted) throw new FlowrightError("ABORTED", "stopped before the answer was complete");
  };
  return {
    specification: "flowright-model-1",
    id,
    capabilities: {
      constraint: "none",
      compact: true,
      parallel: 4,
      contextTokens: undefined,
      ...options.capabilities,
    },
    ...(metadata ? { metadata } : {}),
    calls,
    async *generate(call: ModelCall): AsyncGenerator<ModelChunk, void, void> {
      check(call.signal);
      const entry = script[Math.min(calls.length, script.length - 1)]!;
      calls.push(call);
      const answer = typeof entry === "function" ? entry(call) : entry;
      if (answer instanceof Error) throw answer;
      let written = 0;
      while (written < answer.length && !call.stopWhen?.()) {
        check(call.signal);
        const text = answer.slice(written, written + chunk);
        written += text.length;
        yield { type: "text", text };
        await Promise.resolve();
      }
      yield {
        type: "finish",
        reason: "stop",
        usage: { promptTokens: call.prompt.length, cachedTokens: 0, answerTokens: written },
        timing: { first: 0, total: 0 },
      };
    },
    ...(probability
      ? {
          async logProb(call) {
            check(call.signal);
            return Math.log(probability(call));
          },
        }
      : {}),
    dispose: async () => {
      disposed = true;
    },
  };
}
