import { readFileSync } from "node:fs";
import {
  type LanguageModel,
  type ModelCall,
  type ModelChunk,
  promptKey,
  type RecordedAnswer,
} from "@flowright/generate/model";
import { FlowrightError, jsonLines } from "@flowright/workflow/core";

/** Reads a recording. @throws {FlowrightError} FILE_UNREADABLE, RECORDING_INVALID naming the line. */
export function readRecording(file: string): RecordedAnswer[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new FlowrightError("FILE_UNREADABLE", `cannot read the recording ${file}`, { cause });
  }
  const lines = jsonLines(text, { name: file, code: "RECORDING_INVALID" }, (value): RecordedAnswer => {
    const entry = value as RecordedAnswer & { prompt?: string };
    const key = entry.key ?? (entry.prompt === undefined ? undefined : promptKey(entry.prompt));
    if (typeof key !== "string" || typeof entry.answer !== "string")
      throw new Error('a line needs "answer" and "key" or "prompt"');
    return { ...entry, key };
  });
  return [...lines];
}

/** Replays stored answers. @throws {FlowrightError} RECORDING_MISSING for a prompt without one. */
export function recordedModel(answers: readonly RecordedAnswer[], id = "recorded"): LanguageModel {
  const byKey = new Map(answers.map((answer) => [answer.key, answer]));
  return {
    specification: "flowright-model-1",
    id,
    capabilities: {
      constraint: "none",
      compact: true,
      parallel: 64,
      recorded: true,
      contextTokens: undefined,
    },
    async *generate(call: ModelCall): AsyncGenerator<ModelChunk, void, void> {
      if (call.signal?.aborted) throw new FlowrightError("ABORTED", "stopped before the answer was complete");
      const found = byKey.get(promptKey(call.prompt));
      if (!found)
        throw new FlowrightError("RECORDING_MISSING", "the recording has no answer to this prompt", {
          hint: "It was made for other requests, another catalogue or another version.",
          data: { key: promptKey(call.prompt) },
        });
      yield { type: "text", text: found.answer };
      yield {
        type: "finish",
        reason: "stop",
        usage: found.usage ?? { promptTokens: 0, cachedTokens: 0, answerTokens: 0 },
        timing: found.timing ?? { first: null, total: Number.NaN },
      };
    },
    dispose: async () => {},
  };
}
