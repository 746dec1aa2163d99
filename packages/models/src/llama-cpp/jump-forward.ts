import { compact } from "@flowright/generate/codec";
import { type Grammar, GrammarCursor } from "@flowright/generate/grammar";
import type { LlamaGrammarEvaluationState, LlamaModel, Token } from "@flowright/llama";

/** Advances a grammar by a token that was not sampled. node-llama-cpp 3 has no public name for this one call. */
function acceptorOf(state: LlamaGrammarEvaluationState): ((token: Token) => void) | undefined {
  const { _llama: llama, _state: inner } = state as unknown as {
    _llama?: {
      _bindings?: {
        AddonSampler?: { acceptGrammarEvaluationStateToken?: (state: unknown, token: Token) => void };
      };
    };
    _state?: unknown;
  };
  const accept = llama?._bindings?.AddonSampler?.acceptGrammarEvaluationStateToken;
  return accept && inner ? (token) => accept(inner, token) : undefined;
}

/**
 * Jump-forward decoding: tokens that the grammar forces are not sampled, but evaluated together with the token before them
 * (SGLang, arXiv 2312.07104). Only for models with control tokens: there a text that is cut between two words has the same
 * tokens as if the model had written it.
 */
export class JumpForwardDecoder {
  readonly #cursor: GrammarCursor;

  private constructor(
    grammar: Grammar,
    private readonly model: LlamaModel,
    private readonly accept: (token: Token) => void,
  ) {
    this.#cursor = new GrammarCursor(grammar);
  }

  /** Undefined where the installed llama.cpp cannot advance a grammar; then every token is sampled. */
  static over(
    grammar: Grammar,
    model: LlamaModel,
    state: LlamaGrammarEvaluationState,
  ): JumpForwardDecoder | undefined {
    const accept = acceptorOf(state);
    return accept && new JumpForwardDecoder(grammar, model, accept);
  }

  /** The tokens that are forced after the next piece of the answer. The grammar is advanced by them. */
  after(text: string): Token[] {
    this.#cursor.push(text);
    const certain = compact.wholeTokens(this.#cursor.forcedText());
    if (!certain) return [];
    this.#cursor.push(certain);
    const tokens = this.model.tokenize(certain, true);
    for (const token of tokens) this.accept(token);
    return tokens;
  }
}
