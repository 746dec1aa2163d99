export { Follower } from "./grammar-cursor.js";
export { anyJsonObject, fromJsonSchema } from "./from-schema.js";
export { quote, toGbnf } from "./gbnf.js";
export { sample } from "./sample.js";
export { type JsonSchema, toJsonSchema } from "./schema.js";
export * from "./tree.js";
