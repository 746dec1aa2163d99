import { identifierWords } from "@flowright/workflow/core";
import { lexicon } from "../lexicon/index.js";
import { fillTemplate } from "../text/index.js";
import { literal, mailAddress, nounPhrase } from "./literals.js";
import { type FilledSlot, isPerson, mentionSomeField } from "./mention.js";
import { isList, type RequestBuilder } from "./request-builder.js";

/** Entities that are somebody. */
const CONTACTS = /^(contact|lead|employee|user|customer|subscriber|booking|submission)$/;

/** Somebody, by name, office or address, or whom an entity names. */
export function fillPerson(builder: RequestBuilder, name: string): FilledSlot {
  const { rng } = builder;
  if (rng.chance(0.28)) {
    const known = mentionSomebody(builder);
    if (known) return known;
  }
  if (rng.chance(0.12)) {
    const found = mentionSomeField(
      builder,
      (key, schema) => isPerson(schema) || (/email/.test(key) && key !== name && schema.format === "email"),
    );
    if (found)
      return rng.chance(0.2) && builder.latest()
        ? { ...found, text: found.text.replace(/^(the|its) /, "the ") }
        : found;
  }
  const { roles, people, groups } = lexicon.values;
  const kind = rng.weighted({ role: 4, name: 2, mail: 2, group: 3, me: 1 });
  if (kind === "mail") return literal(builder, mailAddress(builder));
  if (kind === "me") return literal(builder, "me");
  return nounPhrase(builder, rng.pick(kind === "role" ? roles : kind === "name" ? people : groups));
}

/** "the customer", "them", "the uploader": somebody whom an entity names. */
function mentionSomebody(builder: RequestBuilder): FilledSlot | undefined {
  const { rng, entities } = builder;
  const { customer, contact, latestContact, role, roleOfNamed } = lexicon.mentions;
  const entity = rng.chance(0.8) ? builder.latest() : entities.length ? rng.pick(entities) : undefined;
  const fields = entity?.schema.properties ?? {};
  if (!entity || isList(entity)) return undefined;
  const { root, noun } = entity;
  if ("customer_email" in fields && rng.chance(0.7))
    return { text: rng.pick(customer), value: { ref: `${root}.customer_email` } };
  const latest = entity === builder.latest();
  if ("email" in fields && CONTACTS.test(noun) && (latest || builder.isUnambiguous(entity)))
    return {
      text: fillTemplate(rng.pick(latest ? latestContact : contact), { noun }),
      value: { ref: `${root}.email` },
    };
  const people = Object.keys(fields).filter((key) => isPerson(fields[key]!));
  if (!people.length) return undefined;
  const key = rng.pick(people);
  const templates = [...role, builder.isUnambiguous(entity) ? roleOfNamed : role[0]!];
  return {
    text: fillTemplate(rng.pick(templates), { noun, field: identifierWords(key).join(" ") }),
    value: { ref: `${root}.${key}` },
  };
}
