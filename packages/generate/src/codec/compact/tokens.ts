/**
 * The control tokens of the compact codec. Each is one token of the vocabulary; the order is part of the format,
 * because a tokenizer gives them their numbers in this order. llama.cpp ends an answer at any token that is spelled
 * like another model's end of turn (`<|end|>`, `<|call|>`, `<|return|>`, …): no name here may be one of those.
 */
export const TOKENS = {
  pad: "<|pad|>",
  eos: "<|eos|>",
  // what is asked for
  outline: "<|outline|>",
  inputs: "<|inputs|>",
  trigger: "<|t|>",
  candidate: "<|c|>",
  request: "<|req|>",
  at: "<|at|>",
  output: "<|o|>",
  list: "<|l|>",
  field: "<|f|>",
  option: "<|v|>",
  answer: "<|ans|>",
  // the outline
  manual: "<|manual|>",
  use: "<|use|>",
  next: "<|;|>",
  none: "<|none|>",
  if: "<|if|>",
  elseIf: "<|elif|>",
  then: "<|then|>",
  else: "<|else|>",
  forEach: "<|each|>",
  while: "<|while|>",
  until: "<|until|>",
  parallel: "<|par|>",
  and: "<|and|>",
  try: "<|try|>",
  catch: "<|catch|>",
  wait: "<|wait|>",
  stop: "<|stop|>",
  skip: "<|skip|>",
  call: "<|run|>",
  end: "<|close|>",
  // values and conditions
  copy: "<|=|>",
  ref: "<|ref|>",
  all: "<|all|>",
  any: "<|any|>",
  not: "<|not|>",
  eq: "<|eq|>",
  ne: "<|ne|>",
  gt: "<|gt|>",
  lt: "<|lt|>",
  ge: "<|ge|>",
  le: "<|le|>",
  contains: "<|has|>",
  empty: "<|empty|>",
  filled: "<|filled|>",
  true: "<|yes|>",
  false: "<|no|>",
} as const;

/** Ends the outline in a single pass. */
export const OUTLINE_END: string = TOKENS.inputs;
/** Ends the inputs of a node in a single pass. */
export const PART_END: string = TOKENS.next;

/** All control tokens, in the order in which a tokenizer numbers them: the `tokens.json` of training data. */
export const CONTROL_TOKENS: readonly string[] = Object.values(TOKENS);

/** A text in which nothing reads as a control token. */
export const escapeControlTokens = (text: string): string => text.replaceAll("<|", "< |");

/** Whether a tokenizer knows the control tokens, each as one token. */
export const knowsControlTokens = (tokenize: (text: string) => readonly unknown[]): boolean =>
  tokenize(TOKENS.use).length === 1;

/**
 * The longest beginning of a text that ends between two tokens, for models with these control tokens: a word begins with a
 * space and a control token with its bracket. " slack mess" → " slack", "<|;|> po" → "<|;|>"; "" in the middle of a word.
 */
export function wholeTokens(text: string): string {
  if (!/^(?: |<\|)/.test(text)) return "";
  return text.endsWith("|>") ? text : (/^(.*\|>|.+)(?= |<\|)/su.exec(text)?.[0] ?? "");
}

/** Words of a catalogue or a document as plain text with a space in front: no control token can be spelled with it. */
export function plain(text: string): string {
  const words = escapeControlTokens(text)
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  return words ? ` ${words}` : "";
}
