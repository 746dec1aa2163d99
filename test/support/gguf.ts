import { readFileSync } from "node:fs";

const HEADER = 24;
const ALIGNMENT = 32;
const STRING = 8;

const text = (value: string): Buffer => {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(bytes.length));
  return Buffer.concat([length, bytes]);
};

/**
 * A copy of a GGUF file whose metadata has a chat template. The template is filled up with a Jinja comment, so that the
 * tensors stay aligned where they are and nothing behind the header has to be read.
 */
export function withChatTemplate(file: string, template: string): Buffer {
  const model = readFileSync(file);
  const entry = (filler: string): Buffer => {
    const type = Buffer.alloc(4);
    type.writeUInt32LE(STRING);
    return Buffer.concat([text("tokenizer.chat_template"), type, text(`${template}{#${filler}#}`)]);
  };
  const over = entry("").length % ALIGNMENT;
  const added = entry(" ".repeat(over ? ALIGNMENT - over : 0));
  const header = Buffer.from(model.subarray(0, HEADER));
  header.writeBigUInt64LE(header.readBigUInt64LE(16) + 1n, 16);
  return Buffer.concat([header, added, model.subarray(HEADER)]);
}
