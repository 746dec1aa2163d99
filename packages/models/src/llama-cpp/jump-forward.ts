import { compact } from "@flowright/generate/codec";
import { type Grammar, GrammarCursor } from "@flowright/generate/grammar";
import type { LlamaGrammarEvaluationState, LlamaModel, Token } from "@flowright/llama";

/** Tells a grammar of a token that was not drawn: the one call that node-llama-cpp 3 has no public name for. */
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
 * Tokens that the grammar leaves no choice about ("jump-forward"): they are evaluated together with the token before
 * them, and none of them is drawn. Only for models whose control tokens and words begin with a mark of their own, so that a text
 * cut there is cut into the same tokens as if the model had written it.
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

  /** Undefined where the installed llama.cpp cannot be told of tokens; then every token is drawn. */
  static over(
    grammar: Grammar,
    model: LlamaModel,
    state: LlamaGrammarEvaluationState,
  ): JumpForwardDecoder | undefined {
    const accept = acceptorOf(state);
    return accept && new JumpForwardDecoder(grammar, model, accept);
  }

  /** What is certain after the next piece of the answer. The grammar has taken it already when this returns. */
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
