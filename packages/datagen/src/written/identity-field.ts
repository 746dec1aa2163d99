import type { FieldSchema } from "@flowright/workflow/catalog";

const IDENTITY = /^(id|number|key)$/;

/** The field that tells one entity from another: what an input that takes an entity wants. */
export function identityField(properties: Readonly<Record<string, FieldSchema>>): string | undefined {
  const keys = Object.keys(properties);
  return keys.find((name) => name === "id") ?? keys.find((name) => IDENTITY.test(name)) ?? keys[0];
}
