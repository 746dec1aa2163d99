import { availableParallelism } from "node:os";
import { basename } from "node:path";
import { toGbnf } from "@flowright/generate/grammar";
import {
  type ChatMessage,
  disposedError,
  type LanguageModel,
  type ModelCall,
  type ModelChunk,
} from "@flowright/generate/model";
import { FlowrightError } from "@flowright/workflow/core";
import {
  type ChatHistoryItem,
  getLlama,
  type Llama,
  type LlamaContext,
  type LlamaContextSequence,
  LlamaGrammarEvaluationState,
  LlamaLogLevel,
  type LlamaModel,
  resolveChatWrapper,
  type Token,
  TokenBias,
} from "@flowright/llama";
import { checkModelFile, threadsFor } from "./files.js";
import { Jump } from "./jump-forward.js";
import { Pool } from "./pool.js";
import { logProbability } from "./log-probability.js";
import { StopMarks } from "./stop-marks.js";

export interface LlamaCppOptions {
  /** A GGUF file. */
  file: string;
  /** Default: the file's name. */
  id?: string;
  /** Default: by the size of the model. */
  threads?: number;
  /** Answers written at once. Default 4. */
  parallel?: number;
  /** Tokens of prompt and answer together. Default 2048, at most what the model was trained for. */
  contextTokens?: number;
  /** Paths of LoRA adapters in GGUF. */
  lora?: readonly string[];
  /** Use a GPU when its binaries are installed (`npm run gpu`). Default false: small models are faster without. */
  gpu?: boolean;
}

const runtimes = new Map<boolean, Promise<Llama>>();

/** One llama.cpp for the process, shared by its models. Never compiles, never downloads. */
export function llamaRuntime(gpu = false): Promise<Llama> {
  let runtime = runtimes.get(gpu);
  if (!runtime) {
    runtime = getLlama({
      gpu: gpu ? "auto" : false,
      build: "never",
      skipDownload: true,
      logLevel: LlamaLogLevel.disabled,
      progressLogs: false,
      maxThreads: 0,
    }).catch((cause: unknown) => {
      runtimes.delete(gpu);
      throw new FlowrightError("MODEL_FAILED", "llama.cpp could not be loaded on this machine", {
        cause,
        hint: "Install again without --omit=optional: the binaries are optional packages of node-llama-cpp.",
      });
    });
    runtimes.set(gpu, runtime);
  }
  return runtime;
}

interface Opened {
  llama: Llama;
  model: LlamaModel;
  /** For a model of this size. */
  threads: number;
  bytes: number;
}

/**
 * Opens a GGUF file and makes something of it; where that fails nothing stays open.
 * @param failed What is thrown then.
 * @throws {FlowrightError} MODEL_NOT_FOUND, MODEL_UNREADABLE, MODEL_FAILED, and `failed`
 */
export async function openGguf<T>(
  file: string,
  gpu: boolean,
  make: (opened: Opened) => Promise<T>,
  failed: (cause: unknown) => FlowrightError,
): Promise<T> {
  const { bytes } = checkModelFile(file);
  const llama = await llamaRuntime(gpu);
  let model: LlamaModel | undefined;
  try {
    model = await llama.loadModel({ modelPath: file, useMmap: true, ...(gpu ? {} : { gpuLayers: 0 }) });
    return await make({ llama, model, bytes, threads: threadsFor(bytes, availableParallelism()) });
  } catch (cause) {
    await model?.dispose();
    throw failed(cause);
  }
}

/** Loads a GGUF model into this process. @throws {FlowrightError} MODEL_NOT_FOUND, MODEL_UNREADABLE, MODEL_FAILED */
export function loadLlamaCpp(options: LlamaCppOptions): Promise<LlamaCppModel> {
  const { file, gpu = false, parallel = 4, lora = [] } = options;
  return openGguf(
    file,
    gpu,
    async ({ llama, model, threads }) => {
      const contextTokens = Math.min(options.contextTokens ?? 2048, model.trainContextSize);
      const context = await model.createContext({
        sequences: parallel,
        contextSize: contextTokens,
        batchSize: 512,
        threads: options.threads ?? threads,
        ...(lora.length ? { lora: { adapters: lora.map((filePath) => ({ filePath })) } } : {}),
      });
      return new LlamaCppModel(llama, model, context, options.id ?? basename(file), parallel, contextTokens);
    },
    (cause) =>
      new FlowrightError("MODEL_UNREADABLE", `llama.cpp cannot load ${file}: ${(cause as Error).message}`, {
        cause,
        hint: "The file may be cut off or of a newer format: fetch or export it again.",
      }),
  );
}

/** A model in this process, by llama.cpp. */
export class LlamaCppModel implements LanguageModel {
  readonly specification = "flowright-model-1";
  readonly capabilities;
  readonly #pool: Pool<LlamaContextSequence>;
  #disposed: Promise<void> | undefined;

  constructor(
    private readonly llama: Llama,
    private readonly model: LlamaModel,
    private readonly context: LlamaContext,
    readonly id: string,
    parallel: number,
    private readonly contextTokens: number,
  ) {
    const compact = model.tokenize("<|use|>", true).length === 1;
    this.capabilities = { constraint: "gbnf", compact, parallel, contextTokens } as const;
    this.#pool = new Pool(Array.from({ length: parallel }, () => context.getSequence()));
  }

  async *generate(call: ModelCall): AsyncGenerator<ModelChunk, void, void> {
    const began = performance.now();
    const { signal, maxTokens = 1024, temperature = 0, seed } = call;
    if (this.#disposed) throw disposedError(this.id);
    const prompt = this.#promptOf(call);
    if (prompt.length + 8 > this.contextTokens)
      throw new FlowrightError(
        "CONTEXT_OVERFLOW",
        `the prompt is ${prompt.length} tokens long; the model reads ${this.contextTokens}`,
        {
          hint: "Shorten the request, or use a model with a longer context.",
          data: { promptTokens: prompt.length, contextTokens: this.contextTokens },
        },
      );
    const sequence = await this.#pool
      .take((one) => commonPrefix(one.contextTokens, prompt), signal)
      .catch(rethrowAbort);
    try {
      const cached = await reuse(sequence, prompt);
      const grammar = call.grammar ? toGbnf(call.grammar) : call.gbnf;
      const state = grammar === undefined ? undefined : await this.#bound(grammar);
      const jump =
        state && call.grammar && this.capabilities.compact
          ? Jump.over(call.grammar, this.model, state)
          : undefined;
      const limit = Math.min(maxTokens, this.contextTokens - prompt.length - 1);
      const decoder = new TokenText(this.model);
      const marks = new StopMarks(call.stop ?? []);
      let answer = "";
      let answerTokens = 0;
      let first: number | null = null;
      let reason: "stop" | "length" = "stop";
      const tokens = sequence.evaluate(prompt.slice(cached), {
        temperature,
        // its own defaults would cut the tail off: 40 tokens, 0.95
        topK: 0,
        topP: call.topP ?? 1,
        ...(seed === undefined ? {} : { seed }),
        ...(state ? { grammarEvaluationState: state } : {}),
        ...(call.prefer ? { tokenBias: () => this.#bias(call.prefer?.(answer)) } : {}),
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

  async score({
    prompt,
    answer,
    signal,
  }: Parameters<NonNullable<LanguageModel["score"]>>[0]): Promise<number> {
    if (this.#disposed) throw disposedError(this.id);
    const asked = this.model.tokenize(prompt, true);
    const { eos } = this.model.tokens;
    const said = [...this.model.tokenize(answer, true), ...(eos === null ? [] : [eos])];
    if (asked.length + said.length > this.contextTokens)
      throw new FlowrightError("CONTEXT_OVERFLOW", "prompt and answer are longer than the model's context");
    const sequence = await this.#pool
      .take((one) => commonPrefix(one.contextTokens, asked), signal)
      .catch(rethrowAbort);
    try {
      const cached = await reuse(sequence, asked);
      return await logProbability(sequence, asked.slice(cached), said);
    } catch (cause) {
      throw this.#failure(cause);
    } finally {
      this.#pool.give(sequence);
    }
  }

  /** A call that is under way when the model is disposed fails in llama.cpp, in whatever words. */
  #failure(cause: unknown): FlowrightError {
    if (FlowrightError.is(cause)) return cause;
    if (this.#disposed) return disposedError(this.id);
    return new FlowrightError("MODEL_FAILED", `${this.id} failed: ${(cause as Error).message}`, { cause });
  }

  /** Only the template's own marks become control tokens; what people say cannot spell one. */
  #promptOf({ prompt, messages }: ModelCall): Token[] {
    if (!messages) return this.model.tokenize(prompt, true);
    const template = this.model.fileInfo.metadata.tokenizer?.chat_template;
    // llama.cpp takes a token that is USER_DEFINED, as nano's are, for itself even in plain text
    const said = (text: string) =>
      this.capabilities.compact || !template ? text.replaceAll("<|", "< |") : text;
    if (!template) return this.model.tokenize(said(prompt), false);
    const history = messages.map(({ role, content }) => historyItem({ role, content: said(content) }));
    const { contextText } = resolveChatWrapper(this.model).generateContextState({
      chatHistory: [...history, { type: "model", response: [] }],
    });
    return contextText.tokenize(this.model.tokenizer);
  }

  async #bound(grammar: string): Promise<LlamaGrammarEvaluationState> {
    try {
      return new LlamaGrammarEvaluationState({
        model: this.model,
        grammar: await this.llama.createGrammar({ grammar, stopGenerationTriggers: [] }),
      });
    } catch (cause) {
      throw new FlowrightError("GRAMMAR_UNSUPPORTED", "llama.cpp cannot read the grammar", { cause });
    }
  }

  #bias(wanted: ReadonlyMap<string, number> | undefined): TokenBias {
    const bias = TokenBias.for(this.model);
    const gains = new Map<Token, number>();
    for (const [text, gain] of wanted ?? []) {
      const token = this.model.tokenize(text)[0];
      if (token !== undefined) gains.set(token, Math.max(gain, gains.get(token) ?? Number.NEGATIVE_INFINITY));
    }
    for (const [token, logit] of gains) bias.set(token, { logit });
    return bias;
  }

  dispose(): Promise<void> {
    this.#disposed ??= (async () => {
      this.#pool.close(disposedError(this.id));
      await this.context.dispose();
      await this.model.dispose();
    })();
    return this.#disposed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.dispose();
  }
}

const historyItem = ({ role, content }: ChatMessage): ChatHistoryItem =>
  role === "assistant" ? { type: "model", response: [content] } : { type: role, text: content };

function rethrowAbort(cause: unknown): never {
  if (FlowrightError.is(cause)) throw cause;
  throw new FlowrightError("ABORTED", "stopped before the answer was complete", { cause });
}

function commonPrefix(a: readonly Token[], b: readonly Token[]): number {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  return i;
}

/** Keeps the part of the sequence's state that the prompt begins with. Returns how many tokens that saves. */
async function reuse(sequence: LlamaContextSequence, prompt: readonly Token[]): Promise<number> {
  // The last token is always evaluated: its logits are the first answer token's.
  const kept = Math.min(commonPrefix(sequence.contextTokens, prompt), prompt.length - 1);
  const have = sequence.contextTokens.length;
  if (kept === 0 && have > 0) await sequence.clearHistory();
  else if (have > kept) await sequence.eraseContextTokenRanges([{ start: kept, end: have }]);
  return Math.min(kept, sequence.nextTokenIndex);
}

/** Turns tokens into text one by one; holds back the halves of a character. */
class TokenText {
  #pending: Token[] = [];

  constructor(private readonly model: LlamaModel) {}

  add(token: Token): string {
    this.#pending.push(token);
    const text = this.model.detokenize(this.#pending, true);
    if (text.endsWith("\ufffd") && this.#pending.length < 4) return "";
    this.#pending = [];
    return text;
  }
}
