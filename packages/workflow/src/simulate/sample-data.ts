import type { FieldSchema } from "../catalog/index.js";

const FORMATS: Readonly<Record<string, string>> = {
  email: "ann@example.test",
  uri: "https://example.test/1",
  date: "2026-01-31",
  time: "09:00",
  "date-time": "2026-01-31T09:00:00Z",
  duration: "PT1H",
};

/** Data that a schema allows, made up from its names: the same each time. Lists have two items. */
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
      return FORMATS[schema.format ?? ""] ?? `${name} ${n}`;
  }
}
