import { readFileSync } from "node:fs";
import {
  disposedError,
  type LanguageModel,
  type ModelCall,
  type ModelChunk,
  type ModelMetadata,
  promptKey,
  type RecordedAnswer,
  type RecordedSampling,
  samplingOf,
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

/** The sampling settings of an answer as a key; "" at temperature 0. */
const samplingKey = (sampling: RecordedSampling | undefined): string =>
  sampling ? JSON.stringify([sampling.temperature, sampling.topP, sampling.seed]) : "";

export interface RecordedOptions {
  /** Default "recorded". */
  id?: string;
  /** The metadata of the recorded model. Drafts are ranked by it, so a replay needs the same. Default: none. */
  metadata?: ModelMetadata;
}

/**
 * Replays stored answers, and stored probabilities where the recording has some. A sampled answer is found by its prompt and
 * its sampling settings; without such a line, by the prompt alone.
 * @throws {FlowrightError} RECORDING_MISSING for a prompt, or a probability, without one.
 */
export function recordedModel(
  lines: readonly RecordedAnswer[],
  { id = "recorded", metadata }: RecordedOptions = {},
): LanguageModel {
  const answers = new Map<string, RecordedAnswer>();
  const logProbs = new Map<string, number>();
  for (const line of lines) {
    const { key, answer, logProb } = line;
    if (logProb !== undefined) {
      logProbs.set(`${key} ${answer}`, logProb ?? Number.NEGATIVE_INFINITY);
      continue;
    }
    const sampling = samplingKey(line.sampling);
    answers.set(`${key} ${sampling}`, line);
    // a sampled answer stands in for the one at temperature 0 only where that was not recorded
    if (sampling && !answers.has(`${key} `)) answers.set(`${key} `, line);
  }
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
      parallel: 64,
      recorded: true,
      contextTokens: undefined,
    },
    ...(metadata ? { metadata } : {}),
    async *generate(call: ModelCall): AsyncGenerator<ModelChunk, void, void> {
      check(call.signal);
      const key = promptKey(call.prompt);
      const found = answers.get(`${key} ${samplingKey(samplingOf(call))}`) ?? answers.get(`${key} `);
      if (!found) throw missing("no answer to this prompt", key);
      yield { type: "text", text: found.answer };
      yield {
        type: "finish",
        reason: "stop",
        usage: found.usage ?? { promptTokens: 0, cachedTokens: 0, answerTokens: 0 },
        timing: found.timing ?? { first: null, total: Number.NaN },
      };
    },
    ...(logProbs.size
      ? {
          async logProb({ prompt, answer, signal }) {
            check(signal);
            const key = promptKey(prompt);
            const found = logProbs.get(`${key} ${answer}`);
            if (found === undefined) throw missing("no probability of this answer", key);
            return found;
          },
        }
      : {}),
    dispose: async () => {
      disposed = true;
    },
  };
}

const missing = (what: string, key: string): FlowrightError =>
  new FlowrightError("RECORDING_MISSING", `the recording has ${what}`, {
    hint: "It was made for other requests, another catalogue or another version.",
    data: { key },
  });
