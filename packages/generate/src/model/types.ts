import type { Grammar } from "../grammar/index.js";

/** What a backend can do. Shared code asks these flags, never which backend it has. */
export interface ModelCapabilities {
  /** How an answer can be bound: to a GBNF grammar, to a JSON Schema, or not at all. */
  readonly constraint: "gbnf" | "json-schema" | "none";
  /** The control tokens of the compact codec are single tokens of this model. */
  readonly compact: boolean;
  /** Answers that can be written at once without waiting for each other. */
  readonly parallel: number;
  /** True when answers come from a record: the clock says nothing about the model, only `timing` does. */
  readonly recorded?: boolean;
  /** Prompt and answer together, in tokens; undefined when not known. */
  readonly contextTokens: number | undefined;
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
  /** Default 1024. */
  maxTokens?: number;
  /** 0 (the default) takes the likeliest token each time. */
  temperature?: number;
  /** Samples among the likeliest tokens that have this probability together, 0 to 1. Default 1: all. */
  topP?: number;
  seed?: number;
  /** Texts at which the answer ends; they are no part of it. */
  stop?: readonly string[];
  /**
   * Asked before every token with the answer so far: texts that may come next, each with what is added to the logit of
   * its first token. Backends that cannot do this leave it out.
   */
  prefer?: (answer: string) => ReadonlyMap<string, number> | undefined;
  /**
   * Asked after every chunk of text that was handed out: true ends the answer there, with a finish that counts its
   * tokens. Backends that cannot do this leave it out and write on.
   */
  stopWhen?: () => boolean;
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

export type ModelChunk =
  | { type: "text"; text: string }
  | {
      type: "finish";
      /** `length`: the answer was cut at `maxTokens` or at the end of the context. */
      reason: "stop" | "length";
      usage: ModelUsage;
      /** Milliseconds from the call; `first` is the first text, null when there was none. NaN: not known. */
      timing: { first: number | null; total: number };
    };

/**
 * The one contract between Flowright and a language model.
 * `generate` throws {@link FlowrightError}: ABORTED, CONTEXT_OVERFLOW, MODEL_FAILED, MODEL_DISPOSED,
 * GRAMMAR_UNSUPPORTED, RECORDING_MISSING, SERVER_FAILED, KEY_REFUSED.
 */
export interface LanguageModel {
  readonly specification: "flowright-model-1";
  /** Name and version of the weights, fit for reports and cache keys. */
  readonly id: string;
  readonly capabilities: ModelCapabilities;
  generate(call: ModelCall): AsyncIterable<ModelChunk>;
  /**
   * The natural logarithm of the probability that the model answers a prompt with a text and ends there, by itself: bound
   * to no grammar, nothing preferred. Backends that cannot tell have no such method.
   */
  score?(call: { prompt: string; answer: string; signal?: AbortSignal }): Promise<number>;
  /** Frees what the model holds. Calling it twice is fine; any other call after it throws MODEL_DISPOSED. */
  dispose(): Promise<void>;
}

export interface Completion {
  text: string;
  reason: "stop" | "length";
  usage: ModelUsage;
  timing: { first: number | null; total: number };
}

/** Collects an answer. */
export async function complete(model: LanguageModel, call: ModelCall): Promise<Completion> {
  let text = "";
  for await (const chunk of model.generate(call)) {
    if (chunk.type === "text") text += chunk.text;
    else return { text, reason: chunk.reason, usage: chunk.usage, timing: chunk.timing };
  }
  throw new Error(`${model.id} ended its answer without a finish`);
}
