import { fromGgufMetadata, type ModelMetadata } from "@flowright/generate/model";

/**
 * What a GGUF file says of its weights under `flowright.*`.
 * @param values The file's key-values, nested by the dots of their names.
 */
export function readMetadata(values: object): ModelMetadata | undefined {
  const own = Object.entries((values as { flowright?: object }).flowright ?? {});
  return fromGgufMetadata(Object.fromEntries(own.map(([key, value]) => [`flowright.${key}`, value])));
}
