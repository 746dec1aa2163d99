import { compact } from "@flowright/generate/codec";
import type { ChatMessage, ModelCall } from "@flowright/generate/model";
import type { ChatHistoryItem, LlamaModel, Token } from "@flowright/llama";
import type { LlamaModule } from "./runtime.js";

const historyItem = ({ role, content }: ChatMessage): ChatHistoryItem =>
  role === "assistant" ? { type: "model", response: [content] } : { type: role, text: content };

/**
 * The tokens of a prompt, or of a conversation by the model's own template. Only the template's own marks become control
 * tokens: text from outside cannot spell one.
 */
export function promptTokens(
  model: LlamaModel,
  { prompt, messages }: ModelCall,
  { resolveChatWrapper }: LlamaModule,
  controlTokens: boolean,
): Token[] {
  if (!messages) return model.tokenize(prompt, true);
  const template = model.fileInfo.metadata.tokenizer?.chat_template;
  // llama.cpp recognizes USER_DEFINED tokens, as nano's are, even in plain text
  const plain = (text: string) => (controlTokens || !template ? compact.escapeControlTokens(text) : text);
  if (!template) return model.tokenize(plain(prompt), false);
  const history = messages.map(({ role, content }) => historyItem({ role, content: plain(content) }));
  const { contextText } = resolveChatWrapper(model).generateContextState({
    chatHistory: [...history, { type: "model", response: [] }],
  });
  return contextText.tokenize(model.tokenizer);
}
