import { toGbnf, toJsonSchema } from "@flowright/generate/grammar";
import {
  disposedError,
  type LanguageModel,
  type ModelCall,
  type ModelCapabilities,
  type ModelChunk,
} from "@flowright/generate/model";
import { FlowrightError } from "@flowright/workflow/core";
import type { LanguageModel as SdkModel } from "ai";
import { failure, type Place, refusesBinding } from "./failure.js";
import type { AiModule } from "./import-ai.js";
import { pacer } from "./pacer.js";

export interface CallOptions {
  /** Tries after the first one, for status 408, 409, 429, 5xx and for broken connections; they respect `Retry-After`. Default 4. */
  retries?: number;
  /** Milliseconds without output after which a call is given up. Default 60,000. */
  stallMs?: number;
  /** Calls that may begin in a minute, 1 or more. Default: no limit. */
  callsPerMinute?: number;
}

export interface Backend extends Place {
  capabilities: ModelCapabilities;
  /** The SDK's model for a call. `bound.gbnf` is the grammar, for servers that take one. */
  open(call: ModelCall, bound: { gbnf?: string }): SdkModel;
  /** Options of the provider, by its name. */
  providerOptions?: Record<string, Record<string, boolean | string | number>>;
  /** The model takes no temperature and no seed. Default false. */
  fixed?: boolean;
}

/** A model behind HTTP, by the AI SDK. Where the server refuses the schema, it is asked without one. */
export class AiSdkModel implements LanguageModel {
  readonly specification = "flowright-model-1";
  readonly id: string;
  readonly capabilities: ModelCapabilities;
  readonly #pace: (signal?: AbortSignal) => Promise<void>;
  #unbound = false;
  #disposed = false;

  constructor(
    private readonly backend: Backend,
    private readonly ai: AiModule,
    private readonly options: CallOptions = {},
  ) {
    this.id = backend.id;
    this.capabilities = backend.capabilities;
    this.#pace = pacer(options.callsPerMinute);
  }

  async *generate(call: ModelCall): AsyncGenerator<ModelChunk, void, void> {
    if (this.#disposed) throw disposedError(this.id);
    const bound = !this.#unbound && this.capabilities.constraint !== "none" && call.grammar !== undefined;
    try {
      yield* this.#attempt(call, bound);
    } catch (error) {
      if (!bound || !refusesBinding(error, this.ai)) throw this.#failure(error, call);
      // Many servers support only a part of JSON Schema. An unbound answer is still parsed, validated and repaired.
      this.#unbound = true;
      try {
        yield* this.#attempt(call, false);
      } catch (second) {
        throw this.#failure(second, call);
      }
    }
  }

  #failure(error: unknown, { signal }: ModelCall): FlowrightError {
    if (signal?.aborted) return new FlowrightError("ABORTED", "stopped before the answer was complete");
    return failure(error, this.backend, this.ai);
  }

  async *#attempt(call: ModelCall, bound: boolean): AsyncGenerator<ModelChunk, void, void> {
    const { retries = 4, stallMs = 60_000 } = this.options;
    const gbnf = this.capabilities.constraint === "gbnf";
    await this.#pace(call.signal);
    const began = performance.now();
    const stall = new Stall(stallMs, call.signal);
    let first: number | null = null;
    try {
      const { jsonSchema, Output, streamText } = this.ai;
      const { fullStream } = streamText({
        model: this.backend.open(call, bound && gbnf ? { gbnf: toGbnf(call.grammar!) } : {}),
        ...(call.messages ? { messages: [...call.messages] } : { prompt: call.prompt }),
        ...(bound && !gbnf
          ? { output: Output.object({ schema: jsonSchema(toJsonSchema(call.grammar!)) }) }
          : {}),
        maxOutputTokens: call.maxTokens ?? 1024,
        ...(this.backend.fixed ? {} : sampling(call)),
        ...(call.stop ? { stopSequences: [...call.stop] } : {}),
        ...(this.backend.providerOptions ? { providerOptions: this.backend.providerOptions } : {}),
        maxRetries: retries,
        abortSignal: stall.signal,
        // the stream reports it as well
        onError: () => {},
      });
      for await (const part of fullStream) {
        stall.heard();
        if (part.type === "error") throw part.error;
        if (part.type === "abort") throw stall.reason();
        if (part.type === "text-delta" && part.text) {
          first ??= performance.now() - began;
          yield { type: "text", text: part.text };
        }
        if (part.type !== "finish") continue;
        const { inputTokens = 0, outputTokens = 0, inputTokenDetails } = part.totalUsage;
        if (part.finishReason === "content-filter")
          throw new FlowrightError("MODEL_FAILED", `${this.id} refused to answer`, {
            data: { reason: part.rawFinishReason ?? part.finishReason },
          });
        if (part.finishReason !== "stop" && part.finishReason !== "length")
          throw new FlowrightError(
            "SERVER_FAILED",
            `${this.id}: the answer broke off (${part.finishReason})`,
            {
              retryable: true,
              hint: "Start the same command again: finished cases are kept.",
            },
          );
        yield {
          type: "finish",
          reason: part.finishReason,
          usage: {
            promptTokens: inputTokens,
            cachedTokens: inputTokenDetails.cacheReadTokens ?? 0,
            answerTokens: outputTokens,
          },
          timing: { first, total: performance.now() - began },
        };
        return;
      }
      throw stall.reason();
    } finally {
      stall.end();
    }
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
  }
}

const sampling = ({ temperature = 0, topP, seed }: ModelCall) => ({
  temperature,
  ...(topP === undefined ? {} : { topP }),
  ...(seed === undefined ? {} : { seed }),
});

/** Aborts a call that has given no output for a while. */
class Stall {
  readonly #controller = new AbortController();
  readonly signal: AbortSignal;
  readonly #timer: NodeJS.Timeout;

  constructor(
    readonly ms: number,
    outer: AbortSignal | undefined,
  ) {
    this.signal = outer ? AbortSignal.any([outer, this.#controller.signal]) : this.#controller.signal;
    this.#timer = setTimeout(() => this.#controller.abort(), ms);
  }

  heard(): void {
    this.#timer.refresh();
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#controller.abort();
  }

  reason(): FlowrightError {
    if (this.#controller.signal.aborted)
      return new FlowrightError(
        "SERVER_FAILED",
        `no word from the server for ${Math.round(this.ms / 1000)} seconds`,
        {
          retryable: true,
          hint: "Start the same command again: finished cases are kept.",
        },
      );
    return new FlowrightError("SERVER_FAILED", "the answer broke off", { retryable: true });
  }
}
