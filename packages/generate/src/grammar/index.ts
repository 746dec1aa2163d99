export { anyJsonObject, fromJsonSchema } from "./from-schema.js";
export { quote, toGbnf } from "./gbnf.js";
export { GrammarCursor } from "./grammar-cursor.js";
export { sample } from "./sample.js";
export { type JsonSchema, toJsonSchema } from "./schema.js";
export {
  array,
  chars,
  choice,
  constant,
  type Field,
  field,
  type Grammar,
  json,
  many,
  type Node,
  object,
  optional,
  rule,
  seq,
  text,
  trie,
  wider,
} from "./tree.js";
