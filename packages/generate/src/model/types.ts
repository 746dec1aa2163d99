import type { Form } from "../codec/index.js";
import type { Grammar } from "../grammar/index.js";

/** What a backend can do. Shared code asks these flags, never which backend it has. */
export interface ModelCapabilities {
  /** How an answer can be bound: to a GBNF grammar, to a JSON Schema, or not at all. */
  readonly constraint: "gbnf" | "json-schema" | "none";
  /** The control tokens of the compact codec are single tokens of this model. */
  readonly compact: boolean;
  /** Answers that can be written at once without waiting for each other, 1 or more. */
  readonly parallel: number;
  /** True when answers come from a record: the clock says nothing about the model, only `timing` does. Default false. */
  readonly recorded?: boolean;
  /** Prompt and answer together, in tokens; undefined when not known. */
  readonly contextTokens: number | undefined;
}

/** What fine-tuned weights know. A GGUF file says it under `flowright.*`, see `GgufMetadata`; prompted models have none. */
export interface ModelMetadata {
  /** Ids of the catalogue steps that the weights were trained on. Default: none is known to have been. */
  readonly trainedSteps?: ReadonlySet<string>;
  /** The form of answers that the weights were trained on. Default: that of the codec. */
  readonly form?: Form;
  /** The `Codec.promptVersion` that the weights were trained on. Default: not known, taken to fit. */
  readonly promptVersion?: string;
}

export interface ChatMessage {
  role: "system" | "user" | "assistant";
  content: string;
}

export interface ModelCall {
  prompt: string;
  /** The prompt as a conversation, for models that were taught to converse; `prompt` holds the same text. */
  messages?: readonly ChatMessage[];
  /** What the person asked, without the prompt around it: for baselines that read nothing else. */
  request?: string;
  /** The answer must be a text of this grammar. Ignored by backends whose `constraint` is "none". */
  grammar?: Grammar;
  /** The same as GBNF that somebody else wrote. Only for backends whose `constraint` is "gbnf". */
  gbnf?: string;
  /** Tokens of the answer, at most. Default 1024. */
  maxTokens?: number;
  /** 0 (the default) takes the most probable token each time. */
  temperature?: number;
  /** Samples among the most probable tokens that have this probability together, 0 to 1. Default 1: all. */
  topP?: number;
  /** The same seed gives the same answer at a temperature above 0. Default: another answer each time. */
  seed?: number;
  /** Texts at which the answer ends; they are no part of it. Default: none. */
  stop?: readonly string[];
  /**
   * Asked before every token with the answer so far: texts that may come next, each with what is added to the logit of
   * its first token. Backends that cannot do this leave it out.
   */
  logitBias?: (answer: string) => ReadonlyMap<string, number> | undefined;
  /**
   * Asked after every chunk of text that was handed out: true ends the answer there, with a finish that counts its
   * tokens. Backends that cannot do this leave it out and write on.
   */
  stopWhen?: () => boolean;
  signal?: AbortSignal;
}

/** An answer whose probability is asked for. */
export interface LogProbCall {
  prompt: string;
  answer: string;
  signal?: AbortSignal;
}

export interface ModelUsage {
  promptTokens: number;
  /** Of these, tokens whose work was reused from an earlier call. */
  cachedTokens: number;
  answerTokens: number;
  /** Of these, tokens that the grammar left no choice about, and that were not drawn. */
  forcedTokens?: number;
}

/** Milliseconds from the call; `first` is the first text, null when there was none. NaN: not known. */
export interface ModelTiming {
  first: number | null;
  total: number;
}

export type ModelChunk =
  | { type: "text"; text: string }
  | {
      type: "finish";
      /** `length`: the answer was cut at `maxTokens` or at the end of the context. */
      reason: "stop" | "length";
      usage: ModelUsage;
      timing: ModelTiming;
    };

/**
 * The one contract between Flowright and a language model. `testLanguageModel` of `@flowright/generate/testing` checks an
 * implementation against it.
 */
export interface LanguageModel {
  readonly specification: "flowright-model-1";
  /** Name and version of the weights, fit for reports and cache keys. */
  readonly id: string;
  readonly capabilities: ModelCapabilities;
  /** Only for fine-tuned weights. */
  readonly metadata?: ModelMetadata;
  /**
   * Writes an answer: chunks of text, then one `finish`.
   * @throws {FlowrightError} ABORTED, CONTEXT_OVERFLOW, MODEL_FAILED, MODEL_DISPOSED, GRAMMAR_UNSUPPORTED,
   * RECORDING_MISSING, SERVER_FAILED, KEY_REFUSED
   */
  generate(call: ModelCall): AsyncIterable<ModelChunk>;
  /**
   * The natural logarithm of the probability that the model answers a prompt with a text and ends there, by itself: bound
   * to no grammar, without a bias. 0 or less. Backends that cannot tell have no such method.
   * @throws {FlowrightError} like `generate`
   */
  logProb?(call: LogProbCall): Promise<number>;
  /** Frees what the model holds. Calling it twice is fine; any other call after it throws MODEL_DISPOSED. */
  dispose(): Promise<void>;
}

export interface Completion {
  text: string;
  reason: "stop" | "length";
  usage: ModelUsage;
  timing: ModelTiming;
}

/** Collects an answer. @throws what {@link LanguageModel.generate} throws */
export async function complete(model: LanguageModel, call: ModelCall): Promise<Completion> {
  let text = "";
  for await (const chunk of model.generate(call)) {
    if (chunk.type === "text") text += chunk.text;
    else return { text, reason: chunk.reason, usage: chunk.usage, timing: chunk.timing };
  }
  throw new Error(`${model.id} ended its answer without a finish`);
}
