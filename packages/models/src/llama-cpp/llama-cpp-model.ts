import { compact } from "@flowright/generate/codec";
import { toGbnf } from "@flowright/generate/grammar";
import {
  disposedError,
  type LanguageModel,
  type LogProbCall,
  type ModelCall,
  type ModelChunk,
  type ModelMetadata,
} from "@flowright/generate/model";
import type {
  Llama,
  LlamaContext,
  LlamaContextSequence,
  LlamaGrammarEvaluationState,
  LlamaModel,
  Token,
  TokenBias,
} from "@flowright/llama";
import { FlowrightError } from "@flowright/workflow/core";
import { JumpForwardDecoder } from "./jump-forward.js";
import { logProbability } from "./log-probability.js";
import { Pool } from "./pool.js";
import { commonPrefix, reusePrefix } from "./prefix.js";
import { promptTokens } from "./prompt-tokens.js";
import type { LlamaModule } from "./runtime.js";
import { StopMarks } from "./stop-marks.js";
import { TokenText } from "./token-text.js";

interface Loaded {
  backend: LlamaModule;
  llama: Llama;
  model: LlamaModel;
  context: LlamaContext;
}

interface Described {
  id: string;
  parallel: number;
  contextTokens: number;
  metadata?: ModelMetadata;
}

/** A model in this process, by llama.cpp. `loadLlamaCpp` makes one. */
export class LlamaCppModel implements LanguageModel {
  readonly specification = "flowright-model-1";
  readonly id: string;
  readonly capabilities;
  readonly metadata?: ModelMetadata;
  readonly #backend: LlamaModule;
  readonly #llama: Llama;
  readonly #model: LlamaModel;
  readonly #context: LlamaContext;
  readonly #pool: Pool<LlamaContextSequence>;
  #disposed: Promise<void> | undefined;

  constructor({ backend, llama, model, context }: Loaded, described: Described) {
    const { id, parallel, contextTokens, metadata } = described;
    this.id = id;
    if (metadata) this.metadata = metadata;
    this.#backend = backend;
    this.#llama = llama;
    this.#model = model;
    this.#context = context;
    const controlTokens = compact.knowsControlTokens((text) => model.tokenize(text, true));
    this.capabilities = { constraint: "gbnf", compact: controlTokens, parallel, contextTokens } as const;
    this.#pool = new Pool(Array.from({ length: parallel }, () => context.getSequence()));
  }

  async *generate(call: ModelCall): AsyncGenerator<ModelChunk, void, void> {
    const began = performance.now();
    const { signal, maxTokens = 1024, temperature = 0, seed } = call;
    if (this.#disposed) throw disposedError(this.id);
    const prompt = promptTokens(this.#model, call, this.#backend, this.capabilities.compact);
    if (prompt.length + 8 > this.capabilities.contextTokens)
      throw new FlowrightError(
        "CONTEXT_OVERFLOW",
        `the prompt is ${prompt.length} tokens long; the model reads ${this.capabilities.contextTokens}`,
        {
          hint: "Shorten the request, or use a model with a longer context.",
          data: { promptTokens: prompt.length, contextTokens: this.capabilities.contextTokens },
        },
      );
    const sequence = await this.#pool
      .take((one) => commonPrefix(one.contextTokens, prompt), signal)
      .catch(rethrowAbort);
    try {
      const cached = await reusePrefix(sequence, prompt);
      const grammar = call.grammar ? toGbnf(call.grammar) : call.gbnf;
      const state = grammar === undefined ? undefined : await this.#bound(grammar);
      const jump =
        state && call.grammar && this.capabilities.compact
          ? JumpForwardDecoder.over(call.grammar, this.#model, state)
          : undefined;
      const limit = Math.min(maxTokens, this.capabilities.contextTokens - prompt.length - 1);
      const decoder = new TokenText(this.#model);
      const marks = new StopMarks(call.stop ?? []);
      let answer = "";
      let answerTokens = 0;
      let first: number | null = null;
      let reason: "stop" | "length" = "stop";
      const tokens = sequence.evaluate(prompt.slice(cached), {
        temperature,
        // the defaults of llama.cpp would cut the tail off: 40 tokens, 0.95
        topK: 0,
        topP: call.topP ?? 1,
        ...(seed === undefined ? {} : { seed }),
        ...(state ? { grammarEvaluationState: state } : {}),
        ...(call.logitBias ? { tokenBias: () => this.#bias(call.logitBias?.(answer)) } : {}),
      });
      let forcedTokens = 0;
      try {
        for (let next = await tokens.next(); !next.done; ) {
          if (signal?.aborted) rethrowAbort(signal.reason);
          const read = decoder.add(next.value);
          const certain = jump?.after(read) ?? [];
          const text = marks.add(read + certain.map((token) => decoder.add(token)).join(""));
          forcedTokens += certain.length;
          answerTokens += 1 + certain.length;
          if (text) {
            answer += text;
            first ??= performance.now() - began;
            yield { type: "text", text };
          }
          if (marks.stopped || call.stopWhen?.()) break;
          if (answerTokens >= limit) {
            reason = "length";
            break;
          }
          next = await tokens.next([next.value, ...certain]);
        }
      } finally {
        await tokens.return();
      }
      const rest = marks.rest();
      if (rest) yield { type: "text", text: rest };
      const usage = { promptTokens: prompt.length, cachedTokens: cached, answerTokens, forcedTokens };
      const timing = { first, total: performance.now() - began };
      yield { type: "finish", reason, usage, timing };
    } catch (cause) {
      throw this.#failure(cause);
    } finally {
      this.#pool.give(sequence);
    }
  }

  async logProb({ prompt, answer, signal }: LogProbCall): Promise<number> {
    if (this.#disposed) throw disposedError(this.id);
    const asked = this.#model.tokenize(prompt, true);
    const { eos } = this.#model.tokens;
    const said = [...this.#model.tokenize(answer, true), ...(eos === null ? [] : [eos])];
    if (asked.length + said.length > this.capabilities.contextTokens)
      throw new FlowrightError("CONTEXT_OVERFLOW", "prompt and answer are longer than the model's context");
    const sequence = await this.#pool
      .take((one) => commonPrefix(one.contextTokens, asked), signal)
      .catch(rethrowAbort);
    try {
      const cached = await reusePrefix(sequence, asked);
      return await logProbability(sequence, asked.slice(cached), said);
    } catch (cause) {
      throw this.#failure(cause);
    } finally {
      this.#pool.give(sequence);
    }
  }

  /** A call that is under way while the model is disposed fails inside llama.cpp with an error of any kind. */
  #failure(cause: unknown): FlowrightError {
    if (FlowrightError.is(cause)) return cause;
    if (this.#disposed) return disposedError(this.id);
    return new FlowrightError("MODEL_FAILED", `${this.id} failed: ${(cause as Error).message}`, { cause });
  }

  async #bound(grammar: string): Promise<LlamaGrammarEvaluationState> {
    try {
      return new this.#backend.LlamaGrammarEvaluationState({
        model: this.#model,
        grammar: await this.#llama.createGrammar({ grammar, stopGenerationTriggers: [] }),
      });
    } catch (cause) {
      throw new FlowrightError("GRAMMAR_UNSUPPORTED", "llama.cpp cannot read the grammar", { cause });
    }
  }

  #bias(wanted: ReadonlyMap<string, number> | undefined): TokenBias {
    const bias = this.#backend.TokenBias.for(this.#model);
    const gains = new Map<Token, number>();
    for (const [text, gain] of wanted ?? []) {
      const token = this.#model.tokenize(text)[0];
      if (token !== undefined) gains.set(token, Math.max(gain, gains.get(token) ?? Number.NEGATIVE_INFINITY));
    }
    for (const [token, logit] of gains) bias.set(token, { logit });
    return bias;
  }

  dispose(): Promise<void> {
    this.#disposed ??= (async () => {
      this.#pool.close(disposedError(this.id));
      await this.#context.dispose();
      await this.#model.dispose();
    })();
    return this.#disposed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.dispose();
  }
}

function rethrowAbort(cause: unknown): never {
  if (FlowrightError.is(cause)) throw cause;
  throw new FlowrightError("ABORTED", "stopped before the answer was complete", { cause });
}
