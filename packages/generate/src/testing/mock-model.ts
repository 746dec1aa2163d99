import { FlowrightError } from "@flowright/workflow/core";
import {
  disposedError,
  type LanguageModel,
  type ModelCall,
  type ModelCapabilities,
  type ModelChunk,
} from "../model/index.js";

/** What the mock says: a text, a failure, or either one depending on the call. */
export type MockAnswer = string | Error | ((call: ModelCall) => string | Error);

export interface MockModel extends LanguageModel {
  /** Every call so far, in order. */
  readonly calls: readonly ModelCall[];
}

/**
 * A scriptable model for tests of code that uses Flowright. Answers are given in order; the last one repeats.
 * @param options.chunk Characters a chunk, to test streaming. Default 7.
 */
export function mockModel(
  answers: readonly MockAnswer[] | MockAnswer,
  options: { id?: string; chunk?: number; capabilities?: Partial<ModelCapabilities> } = {},
): MockModel {
  const script = Array.isArray(answers) ? (answers as readonly MockAnswer[]) : [answers as MockAnswer];
  const calls: ModelCall[] = [];
  const id = options.id ?? "mock";
  let disposed = false;
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
    calls,
    async *generate(call: ModelCall): AsyncGenerator<ModelChunk, void, void> {
      if (disposed) throw disposedError(id);
      const entry = script[Math.min(calls.length, script.length - 1)]!;
      calls.push(call);
      const answer = typeof entry === "function" ? entry(call) : entry;
      if (answer instanceof Error) throw answer;
      const size = options.chunk ?? 7;
      let written = 0;
      while (written < answer.length && !call.stopWhen?.()) {
        if (call.signal?.aborted)
          throw new FlowrightError("ABORTED", "stopped before the answer was complete");
        const text = answer.slice(written, written + size);
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
    dispose: async () => {
      disposed = true;
    },
  };
}
