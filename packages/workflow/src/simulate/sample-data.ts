import type { FieldSchema } from "../catalog/index.js";

const FORMATS: ReadonlyMap<string, string> = new Map([
  ["email", "ann@example.test"],
  ["uri", "https://example.test/1"],
  ["date", "2026-01-31"],
  ["time", "09:00"],
  ["date-time", "2026-01-31T09:00:00Z"],
  ["duration", "PT1H"],
]);

/**
 * Sample data for a schema, made from its names. Deterministic; lists have two items.
 * @param name What a text is called: the sample is `"{name} {n}"`. Default: "value".
 * @param n Number of the sample, from 1; selects the enum value as well. Default: 1.
 */
export function sampleOf(schema: FieldSchema, name = "value", n = 1): unknown {
  if (schema.enum) return schema.enum[(n - 1) % schema.enum.length];
  switch (schema.type) {
    case "array":
      return [1, 2].map((i) => sampleOf(schema.items ?? {}, name, i));
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, field]) => [key, sampleOf(field, key, n)]),
      );
    case "integer":
    case "number":
      return n;
    case "boolean":
      return true;
    default:
      return FORMATS.get(schema.format ?? "") ?? `${name} ${n}`;
  }
}
