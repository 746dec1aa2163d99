/** All that flowright uses of node-llama-cpp; what is not named here is left out of the package. */

export type {
  ChatHistoryItem,
  ControlledEvaluateInputItem,
  Llama,
  LlamaContext,
  LlamaContextSequence,
  LlamaModel,
  Token,
} from "node-llama-cpp";
export {
  getLlama,
  LlamaGrammar,
  LlamaGrammarEvaluationState,
  LlamaLogLevel,
  resolveChatWrapper,
  TokenAttributes,
  TokenBias,
} from "node-llama-cpp";
