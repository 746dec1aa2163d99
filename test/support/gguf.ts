import { readFileSync } from "node:fs";

const HEADER = 24;
const ALIGNMENT = 32;
/** Types of values. */
const BOOL = 7;
const STRING = 8;
const ARRAY = 9;

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

type KeyValue = string | boolean | readonly string[];

function typed(value: KeyValue): Buffer {
  const int = (size: 4 | 8, number: number): Buffer => {
    const bytes = Buffer.alloc(size);
    if (size === 4) bytes.writeUInt32LE(number);
    else bytes.writeBigUInt64LE(BigInt(number));
    return bytes;
  };
  if (typeof value === "string") return Buffer.concat([int(4, STRING), text(value)]);
  if (typeof value === "boolean") return Buffer.concat([int(4, BOOL), Buffer.from([Number(value)])]);
  return Buffer.concat([int(4, ARRAY), int(4, STRING), int(8, value.length), ...value.map(text)]);
}

/** A copy of a GGUF file with more key-values, and one that fills them up so that the tensors stay aligned. */
export function withKeyValues(file: string, values: Readonly<Record<string, KeyValue>>): Buffer {
  const model = readFileSync(file);
  const entries = Object.entries(values).map(([key, value]) => Buffer.concat([text(key), typed(value)]));
  const filler = (size: number) => Buffer.concat([text("test.filler"), typed(" ".repeat(size))]);
  const over = Buffer.concat([...entries, filler(0)]).length % ALIGNMENT;
  const added = Buffer.concat([...entries, filler(over ? ALIGNMENT - over : 0)]);
  const header = Buffer.from(model.subarray(0, HEADER));
  header.writeBigUInt64LE(header.readBigUInt64LE(16) + BigInt(entries.length + 1), 16);
  return Buffer.concat([header, added, model.subarray(HEADER)]);
}
