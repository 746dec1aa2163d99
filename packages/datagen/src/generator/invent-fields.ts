import type { FieldSchema } from "@flowright/workflow/catalog";
import type { Random } from "@flowright/workflow/core";
import { lexicon } from "../lexicon/index.js";

type FieldMaker = (rng: Random) => FieldSchema;

/** The fields that entities and steps of invented catalogues have. */
const FIELDS: Readonly<Record<string, FieldMaker>> = {
  name: () => ({ type: "string", "x-kind": "name" }),
  title: () => ({ type: "string", "x-kind": "text" }),
  status: (rng) => ({
    type: "string",
    ...(rng.chance(0.5) ? { enum: drawSome(rng, lexicon.values.statuses, 4) } : { "x-kind": "name" }),
  }),
  priority: (rng) => ({ type: "string", enum: [...rng.pick(lexicon.inventedCatalogs.priorities)] }),
  owner: () => ({ type: "string", "x-kind": "person" }),
  assignee: () => ({ type: "string", "x-kind": "person" }),
  supervisor: () => ({ type: "string", "x-kind": "person" }),
  contact: () => ({ type: "string", format: "email" }),
  email: () => ({ type: "string", format: "email" }),
  amount: () => ({ type: "number" }),
  price: () => ({ type: "number" }),
  quantity: () => ({ type: "integer" }),
  score: () => ({ type: "number" }),
  weight: () => ({ type: "number" }),
  date: () => ({ type: "string", format: "date" }),
  due: () => ({ type: "string", format: "date" }),
  location: () => ({ type: "string", "x-kind": "place" }),
  notes: () => ({ type: "string", "x-kind": "text" }),
  labels: () => ({ type: "array", items: { type: "string" }, "x-kind": "strings" }),
  category: () => ({ type: "string", "x-kind": "name" }),
  paid: () => ({ type: "boolean" }),
  confirmed: () => ({ type: "boolean" }),
  expired: () => ({ type: "boolean" }),
  duration: () => ({ type: "string", format: "duration" }),
  reason: () => ({ type: "string", "x-kind": "text" }),
  team: () => ({ type: "string", "x-kind": "group" }),
};
const KEYS = Object.keys(FIELDS);

export const drawSome = <T>(rng: Random, items: readonly T[], n: number): T[] =>
  rng.shuffle(items).slice(0, n);

/** The schema of a field; a plain text for a name that stands for none. */
export const inventField = (key: string, rng: Random): FieldSchema =>
  FIELDS[key]?.(rng) ?? { type: "string" };

/** `low` to `high` fields. */
export const inventFields = (rng: Random, low: number, high: number): Record<string, FieldSchema> =>
  Object.fromEntries(drawSome(rng, KEYS, rng.int(low, high)).map((key) => [key, inventField(key, rng)]));

/** What a step hands on about a thing. */
export function inventEntity(noun: string, rng: Random): FieldSchema {
  const keys = [rng.pick(["name", "title", "number"]), ...drawSome(rng, KEYS.slice(2), rng.int(3, 6)), "id"];
  return {
    type: "object",
    title: noun,
    properties: Object.fromEntries(keys.map((key) => [key, inventField(key, rng)])),
  };
}
