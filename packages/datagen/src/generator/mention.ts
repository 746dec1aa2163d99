import type { Value } from "@flowright/workflow";
import type { FieldSchema } from "@flowright/workflow/catalog";
import { identifierWords } from "@flowright/workflow/core";
import { lexicon } from "../lexicon/index.js";
import { fillTemplate } from "../text/index.js";
import { identityField } from "../written/index.js";
import { type Entity, isItem, isList, type RequestBuilder } from "./request-builder.js";

/** Words for a slot. No `value`: they name something that the workflow does not know. */
export interface FilledSlot {
  text: string;
  value?: Value;
}

export const isPerson = (schema: FieldSchema) => schema["x-kind"] === "person";

/** A reference to the field that people mean when they name the entity itself. */
export function headlineOf(entity: Entity): Value {
  const first = Object.keys(entity.schema.properties ?? {})[0];
  return isList(entity) || first === undefined ? { ref: entity.root } : { ref: `${entity.root}.${first}` };
}

/** A reference to what tells the entity from others. */
export function identityOf(entity: Entity): Value {
  const key = identityField(entity.schema.properties ?? {});
  return { ref: key ? `${entity.root}.${key}` : entity.root };
}

/** "it", "the ticket", "that ticket": how an entity is mentioned again. */
export function mention(builder: RequestBuilder, entity: Entity): string | undefined {
  const { rng } = builder;
  const { it, them, again, renewed } = lexicon.mentions;
  const list = isList(entity);
  if (entity === builder.latest() && rng.chance(0.45))
    return list ? rng.pick(them) : isItem(entity) && rng.chance(0.3) ? "them" : rng.pick(it);
  if (!builder.isUnambiguous(entity)) return undefined;
  const noun = rng.chance(0.1) ? fillTemplate(renewed, { noun: entity.noun }) : entity.noun;
  return fillTemplate(rng.pick(again.slice(0, list ? 2 : 4)), { noun });
}

/** "its priority", "the ticket's priority": how a field of an entity is mentioned. */
export function mentionField(builder: RequestBuilder, entity: Entity, key: string): string | undefined {
  const { fields, fieldsOfLatest, fieldsOfNamed } = lexicon.mentions;
  const latest = entity === builder.latest();
  const named = builder.isUnambiguous(entity);
  if (!named && !latest) return undefined;
  const template = builder.rng.pick([
    ...fields,
    ...(latest && !isList(entity) ? fieldsOfLatest : []),
    ...(named ? fieldsOfNamed : []),
  ]);
  return fillTemplate(template, { noun: entity.noun, field: identifierWords(key).join(" ") });
}

/** A mention of a field, drawn from those of the latest entities that are accepted. */
export function mentionSomeField(
  builder: RequestBuilder,
  accept: (key: string, schema: FieldSchema) => boolean,
): FilledSlot | undefined {
  const found = builder.entities.slice(-4).flatMap((entity) =>
    Object.entries(entity.schema.properties ?? {})
      .filter(([key, schema]) => accept(key, schema))
      .slice(0, 10)
      .map(([key]) => ({ entity, key })),
  );
  if (!found.length) return undefined;
  const { entity, key } = builder.rng.pick(found);
  const text = mentionField(builder, entity, key);
  return text ? { text, value: { ref: `${entity.root}.${key}` } } : undefined;
}
