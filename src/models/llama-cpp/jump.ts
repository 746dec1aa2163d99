import type { LlamaGrammarEvaluationState, LlamaModel, Token } from "node-llama-cpp";
import { Follower, type Grammar } from "../../grammar/index.js";

/** The one call that node-llama-cpp 3 has no public name for: a token that was not drawn is told to the grammar. */
type Accept = (state: unknown, token: Token) => void;

function acceptOf(state: LlamaGrammarEvaluationState): { accept: Accept; inner: unknown } | undefined {
  const { _llama: llama, _state: inner } = state as unknown as {
    _llama?: { _bindings?: { AddonSampler?: { acceptGrammarEvaluationStateToken?: Accept } } };
    _state?: unknown;
  };
  const accept = llama?._bindings?.AddonSampler?.acceptGrammarEvaluationStateToken;
  return accept && inner ? { accept, inner } : undefined;
}

/**
 * Tokens that the grammar leaves no choice about ("jump-forward"): they are evaluated together with the token before
 * them, and none of them is drawn. Only for models whose control tokens and words begin with a mark of their own, so that a text
 * cut there is cut into the same tokens as if the model had written it.
 */
export class Jump {
  readonly #follower: Follower;

  private constructor(
    grammar: Grammar,
    private readonly model: LlamaModel,
    private readonly accept: Accept,
    private readonly inner: unknown,
  ) {
    this.#follower = new Follower(grammar);
  }

  /** Undefined where the installed llama.cpp cannot be told of tokens; then every token is drawn. */
  static over(grammar: Grammar, model: LlamaModel, state: LlamaGrammarEvaluationState): Jump | undefined {
    const found = acceptOf(state);
    return found && new Jump(grammar, model, found.accept, found.inner);
  }

  /** What is certain after the next piece of the answer. The grammar has taken it already when this returns. */
  after(text: string): Token[] {
    this.#follower.push(text);
    const certain = wholeWords(this.#follower.forced());
    if (!certain) return [];
    this.#follower.push(certain);
    const tokens = this.model.tokenize(certain, true);
    for (const token of tokens) this.accept(this.inner, token);
    return [...tokens];
  }
}

/** Up to where no token can reach over: " slack mess" → " slack", "<|;|> po" → "<|;|>"; "" in the middle of a word. */
export function wholeWords(text: string): string {
  if (!/^(?: |<\|)/.test(text)) return "";
  return text.endsWith("|>") ? text : (/^(.*\|>|.+)(?= |<\|)/su.exec(text)?.[0] ?? "");
}
