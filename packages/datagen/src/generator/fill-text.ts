import { identifierWords } from "@flowright/workflow/core";
import { lexicon } from "../lexicon/index.js";
import { fillTemplate } from "../text/index.js";
import { nounPhrase, quoted } from "./literals.js";
import { type FilledSlot, headlineOf, mention, mentionSomeField } from "./mention.js";
import { type Entity, isList, type RequestBuilder } from "./request-builder.js";

/** What a message says: an entity, fields of one, words in quotation marks, "a short note". */
export function fillText(builder: RequestBuilder): FilledSlot {
  const { rng } = builder;
  const { subjects, titles, notes } = lexicon.values;
  const latest = builder.latest();
  const kind = rng.weighted({
    again: latest ? 5 : 0,
    field: latest ? 2 : 0,
    two: latest ? 1 : 0,
    quote: 3,
    note: 3,
  });
  if (kind === "again") {
    const entity = rng.chance(0.8) ? latest! : rng.pick(builder.entities);
    const again = mention(builder, entity);
    if (again) return { text: again, value: headlineOf(entity) };
  }
  if (kind === "field") {
    const found = mentionSomeField(builder, () => true);
    if (found) return found;
  }
  if (kind === "two" && latest && !isList(latest)) {
    const two = mentionTwoFields(builder, latest);
    if (two) return two;
  }
  if (kind === "quote")
    return quoted(
      builder,
      rng.chance(0.8) ? rng.pick(subjects) : `${rng.pick(subjects)} ${rng.pick(titles)}`,
    );
  return nounPhrase(builder, rng.pick(notes));
}

function mentionTwoFields(builder: RequestBuilder, entity: Entity): FilledSlot | undefined {
  const { rng } = builder;
  const { owners, namedOwner } = lexicon.mentions;
  const [a, b] = rng.shuffle(Object.keys(entity.schema.properties ?? {}).slice(0, 9));
  if (!a || !b) return undefined;
  const owner =
    builder.isUnambiguous(entity) && rng.chance(0.4)
      ? fillTemplate(namedOwner, { noun: entity.noun })
      : rng.pick(owners);
  const [first, second] = [a, b].map((key) => identifierWords(key).join(" "));
  return {
    text: `${owner}${first} and ${second}`,
    value: { template: `{{${entity.root}.${a}}} {{${entity.root}.${b}}}` },
  };
}
