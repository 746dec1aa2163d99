import type { FieldSchema } from "@flowright/workflow/catalog";
import type { Random } from "@flowright/workflow/core";
import { lexicon } from "../lexicon/index.js";
import { fillTemplate } from "../text/index.js";
import { fillKind } from "./fill-kind.js";
import { fillText } from "./fill-text.js";
import { literal, mailAddress, quoted, someTitle, wrongValue } from "./literals.js";
import { type FilledSlot, identityOf, mention, mentionSomeField } from "./mention.js";
import { isList, type RequestBuilder } from "./request-builder.js";

/**
 * Words for an input, by its schema.
 * @returns undefined where nobody would say anything.
 */
export function fillSlot(builder: RequestBuilder, name: string, schema: FieldSchema): FilledSlot | undefined {
  const { rng } = builder;
  const kind = schema["x-kind"] ?? "";
  if (schema.enum) {
    const option = rng.pick(schema.enum);
    return { text: option.replaceAll("_", " "), value: option };
  }
  if (kind.startsWith("id:")) return fillEntity(builder, kind.slice(3));
  if (schema.type === "boolean") return undefined;
  if (schema.type === "number" || schema.type === "integer")
    return literal(builder, someNumber(rng, name, schema.type));
  if (schema.type === "object" || (schema.type === "array" && !schema.items))
    return fillWhole(builder, schema.type);
  return (
    fillFormat(builder, schema.format) ??
    fillKind(builder, name, kind) ??
    (rng.chance(0.5) ? fillText(builder) : quoted(builder, someTitle(builder)))
  );
}

function fillEntity(builder: RequestBuilder, noun: string): FilledSlot | undefined {
  const { rng } = builder;
  const entity = builder.entities.findLast((one) => one.noun === noun);
  const again = entity && mention(builder, entity);
  if (entity && again) return { text: again, value: identityOf(entity) };
  return rng.chance(0.25) ? { text: fillTemplate(rng.pick(lexicon.mentions.unknown), { noun }) } : undefined;
}

function someNumber(rng: Random, name: string, type: "number" | "integer"): string {
  if (name === "day_of_month") return rng.pick(lexicon.values.daysOfMonth);
  if (type === "integer") return String(rng.int(1, 60));
  return rng.pick([
    `$${rng.int(1, 90)}00`,
    String(rng.int(1, 500)),
    `${rng.int(1, 9)},000`,
    `${rng.int(2, 90)}.50`,
    `${rng.int(1, 9)}k`,
  ]);
}

/** All that an entity holds. */
function fillWhole(builder: RequestBuilder, type: "object" | "array"): FilledSlot {
  const { rng } = builder;
  const entities = builder.entities.filter((one) => isList(one) === (type === "array"));
  const entity = entities.length ? (rng.chance(0.75) ? entities.at(-1)! : rng.pick(entities)) : undefined;
  const again =
    entity &&
    (rng.chance(0.3) && builder.isUnambiguous(entity)
      ? fillTemplate(rng.pick(lexicon.mentions.details), { noun: entity.noun })
      : mention(builder, entity));
  if (entity && again) return { text: again, value: { ref: entity.root } };
  return { text: rng.pick(lexicon.mentions.anything) };
}

function fillFormat(builder: RequestBuilder, format: string | undefined): FilledSlot | undefined {
  const { rng } = builder;
  const { domains, paths, times, durations, dates } = lexicon.values;
  switch (format) {
    case "email":
      return rng.chance(0.5)
        ? (mentionSomeField(builder, (key) => key.includes("email")) ??
            literal(builder, mailAddress(builder)))
        : literal(builder, mailAddress(builder));
    case "uri":
      return literal(builder, `https://${rng.pick(domains)}/${rng.pick(paths)}`);
    case "time":
      return literal(builder, rng.pick(times), wrongValue(builder, times));
    case "duration":
      return literal(builder, rng.pick(durations));
    case "date":
    case "date-time":
      return rng.chance(0.1)
        ? (mentionSomeField(builder, (_, field) => /date/.test(field.format ?? "")) ??
            literal(builder, rng.pick(dates)))
        : literal(builder, rng.pick(dates), wrongValue(builder, dates));
    default:
      return undefined;
  }
}
