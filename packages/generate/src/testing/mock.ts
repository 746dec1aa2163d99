import { FlowrightError } from "@flowright/workflow/core";
import type { LanguageModel, ModelCall, ModelCapabilities, ModelChunk } from "../model/types.js";

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
  return {
    specification: "flowright-model-1",
    id: options.id ?? "mock",
    capabilities: {
      constraint: "none",
      compact: true,
      parallel: 4,
      contextTokens: undefined,
      ...options.capabilities,
    },
    calls,
    async *generate(call: ModelCall): AsyncGenerator<ModelChunk, void, void> {
      const entry = script[Math.min(calls.length, script.length - 1)]!;
      calls.push(call);
      const answer = typeof entry === "function" ? entry(call) : entry;
      if (answer instanceof Error) throw answer;
      const size = options.chunk ?? 7;
      for (let at = 0; at < answer.length; at += size) {
        if (call.signal?.aborted)
          throw new FlowrightError("ABORTED", "stopped before the answer was complete");
        yield { type: "text", text: answer.slice(at, at + size) };
        await Promise.resolve();
      }
      yield {
        type: "finish",
        reason: "stop",
        usage: { promptTokens: call.prompt.length, cachedTokens: 0, answerTokens: answer.length },
        timing: { first: 0, total: 0 },
      };
    },
    dispose: async () => {},
  };
}
