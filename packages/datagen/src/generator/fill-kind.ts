import { lexicon } from "../lexicon/index.js";
import { pseudoWord } from "../text/index.js";
import { fillPerson } from "./fill-person.js";
import { fillText } from "./fill-text.js";
import { literal, nounPhrase, quoted, quotedSometimes, someTitle, wrongValue } from "./literals.js";
import { type FilledSlot, mention, mentionSomeField } from "./mention.js";
import type { RequestBuilder } from "./request-builder.js";

/** Words for an input of a kind; undefined for kinds without words of their own. */
export function fillKind(builder: RequestBuilder, name: string, kind: string): FilledSlot | undefined {
  const { rng } = builder;
  const values = lexicon.values;
  switch (kind) {
    case "channel":
      return fillChannel(builder);
    case "person":
    case "people":
      return fillPerson(builder, name);
    case "group":
      return fillGroup(builder);
    case "phone":
      return rng.chance(0.5)
        ? literal(builder, "me")
        : rng.chance(0.5)
          ? literal(builder, `+1555${rng.int(1000000, 9999999)}`)
          : fillPerson(builder, name);
    case "place":
      return literal(builder, rng.pick(values.places));
    case "file":
      return fillFile(builder);
    case "text":
      if (name === "query" || name === "filter" || name === "condition")
        return literal(builder, rng.pick(rng.chance(0.5) ? values.periods : values.topics));
      if (name === "subject") return quoted(builder, rng.pick(values.subjects));
      return fillText(builder);
    case "strings":
      return literal(builder, rng.pick(values.labels));
    case "name":
    case "folder":
    case "table":
      return fillName(builder, name);
    default:
      return undefined;
  }
}

function fillChannel(builder: RequestBuilder): FilledSlot {
  const { rng } = builder;
  const { channels, channelPhrases } = lexicon.values;
  if (!rng.chance(0.7)) return nounPhrase(builder, rng.pick(channelPhrases));
  const channel = `#${rng.chance(0.25) ? pseudoWord(rng) : rng.pick(channels)}`;
  const wrong = wrongValue(builder, channels);
  return literal(builder, channel, wrong && `#${wrong}`);
}

function fillGroup(builder: RequestBuilder): FilledSlot {
  const { rng } = builder;
  const owner = builder.entities.findLast((one) => "group" in (one.schema.properties ?? {}));
  if (owner && rng.chance(0.2))
    return { text: rng.pick(lexicon.mentions.assignedGroup), value: { ref: `${owner.root}.group` } };
  return literal(builder, rng.pick(lexicon.values.groupNames));
}

function fillFile(builder: RequestBuilder): FilledSlot {
  const file = builder.entities.findLast((one) => /file|recording|document/.test(one.noun));
  const again = file && mention(builder, file);
  if (!file || !again) return nounPhrase(builder, builder.rng.pick(lexicon.values.files));
  const fields = file.schema.properties ?? {};
  return { text: again, value: { ref: `${file.root}.${"url" in fields ? "url" : Object.keys(fields)[0]}` } };
}

function fillName(builder: RequestBuilder, name: string): FilledSlot {
  const { rng } = builder;
  const values = lexicon.values;
  if (/^(status|state|stage)$/.test(name)) return literal(builder, rng.pick(values.statuses));
  if (/^(label|tag|emoji|category|column|field|type)$/.test(name))
    return quotedSometimes(builder, rng.pick(values.labels));
  if (name === "department") return literal(builder, rng.pick(values.departments));
  if (name === "language") return literal(builder, rng.pick(values.languages));
  if (/^(name|title|company|account)$/.test(name) && builder.latest() && rng.chance(0.3)) {
    const found = mentionSomeField(
      builder,
      (key, field) => /name|title|company|email/.test(key) && field.type === "string",
    );
    if (found) return found;
  }
  return quoted(builder, someTitle(builder));
}
