import type { Value } from "@flowright/workflow";
import type { FieldSchema } from "@flowright/workflow/catalog";
import { identifierWords } from "@flowright/workflow/core";
import * as banks from "../lexicon/banks.js";
import { pseudoWord } from "./invent-catalog.js";
import { isItem, type RequestBuilder, type Thing } from "./request-builder.js";

export interface Filled {
  text: string;
  value?: Value;
}

const HEADLINE = /^(id|number|key)$/;
export const isPerson = (schema: FieldSchema) => schema["x-kind"] === "person";

/** The field that people mean when they name the thing itself. */
export function headlineField(thing: Thing): Value {
  const first = Object.keys(thing.schema.properties ?? {})[0];
  return thing.schema.type === "array" || first === undefined
    ? { ref: thing.root }
    : { ref: `${thing.root}.${first}` };
}
/** The field that tells one thing from another: what an input that takes a thing wants. */
export function identityField(properties: Readonly<Record<string, FieldSchema>>): string | undefined {
  const keys = Object.keys(properties);
  return keys.find((name) => name === "id") ?? keys.find((name) => HEADLINE.test(name)) ?? keys[0];
}
function identity(thing: Thing): Value {
  const key = identityField(thing.schema.properties ?? {});
  return { ref: key ? `${thing.root}.${key}` : thing.root };
}

/** "it", "the ticket", "that ticket": how a thing that was told before is named again. */
export function mention(story: RequestBuilder, thing: Thing): string | undefined {
  const { rng } = story;
  const list = thing.schema.type === "array";
  if (thing === story.latest() && rng.chance(0.45))
    return list
      ? rng.pick(["them", "these", "the list", "all of them"])
      : isItem(thing) && rng.chance(0.3)
        ? "them"
        : rng.pick(["it", "it", "it", "this", "that"]);
  if (!story.unique(thing)) return undefined;
  const noun = rng.chance(0.1) ? `new ${thing.noun}` : thing.noun;
  return rng.pick([`the ${noun}`, `the ${noun}`, `that ${noun}`, `this ${noun}`].slice(0, list ? 2 : 4));
}

/** "its priority", "the ticket's priority": how a field of a thing told before is named. */
export function mentionField(story: RequestBuilder, thing: Thing, key: string): string | undefined {
  const words = identifierWords(key).join(" ");
  const list = [`the ${words}`];
  if (thing === story.latest() && thing.schema.type !== "array") list.push(`its ${words}`);
  if (story.unique(thing))
    list.push(
      `the ${thing.noun}'s ${words}`,
      `the ${words} of the ${thing.noun}`,
      `the ${thing.noun} ${words}`,
    );
  else if (thing !== story.latest()) return undefined;
  return story.rng.pick(list);
}

function pickField(story: RequestBuilder, accept: (key: string, schema: FieldSchema) => boolean) {
  const found = story.things.slice(-4).flatMap((thing) =>
    Object.entries(thing.schema.properties ?? {})
      .filter(([key, schema]) => accept(key, schema))
      .slice(0, 10)
      .map(([key]) => ({ thing, key })),
  );
  return found.length ? story.rng.pick(found) : undefined;
}

function reference(
  story: RequestBuilder,
  accept: (key: string, schema: FieldSchema) => boolean,
): Filled | undefined {
  const found = pickField(story, accept);
  const text = found && mentionField(story, found.thing, found.key);
  return found && text ? { text, value: { ref: `${found.thing.root}.${found.key}` } } : undefined;
}

const quoted = (story: RequestBuilder, words: string): Filled => {
  const { text, value } = story.said(words);
  const [open, close] = story.rng.pick([
    ['"', '"'],
    ["'", "'"],
    ["", ""],
    ["“", "”"],
    ['"', '"'],
  ] as const);
  return { text: `${open}${text}${close}`, value };
};
const literal = (story: RequestBuilder, words: string, article = "", other?: string): Filled => {
  const { text, value } = story.said(words);
  // "on Monday, no, Tuesday": the last word counts
  const before = other && other !== words ? `${other}${story.rng.pick(CORRECTIONS)}` : "";
  return { text: `${article}${before}${text}`, value };
};
const CORRECTIONS = [
  "... sorry, ",
  ", no, ",
  " - I mean ",
  "... no wait, ",
  " or rather ",
  ", sorry, ",
  "... actually ",
];
const slipped = (story: RequestBuilder, bank: readonly string[]): string | undefined =>
  story.rng.chance(0.025) ? story.rng.pick(bank) : undefined;
/** Leaves the article outside of the value: "the team channel" → team channel. */
const noun = (story: RequestBuilder, words: string): Filled => {
  const match = /^(the|our|a|an|my) (.+)$/.exec(words);
  return match ? literal(story, match[2]!, `${match[1]} `) : literal(story, words);
};
const aName = (story: RequestBuilder): string => {
  const { rng } = story;
  if (rng.chance(0.3)) return rng.chance(0.5) ? pseudoWord(rng) : `${pseudoWord(rng)} ${pseudoWord(rng)}`;
  return rng.pick(banks.TITLES);
};
export const mailAddress = (story: RequestBuilder): string => {
  const { rng } = story;
  return `${rng.chance(0.2) ? pseudoWord(rng) : rng.pick(banks.MAILBOXES)}@${rng.chance(0.2) ? `${pseudoWord(rng)}.com` : rng.pick(banks.DOMAINS)}`;
};

const PERSONS = /^(contact|lead|employee|user|customer|subscriber|booking|submission)$/;

/** "the customer", "them", "the uploader": somebody whom something told before names. */
function somebody(story: RequestBuilder): Filled | undefined {
  const { rng } = story;
  const thing = rng.chance(0.8) ? story.latest() : story.things.length ? rng.pick(story.things) : undefined;
  const keys = Object.keys(thing?.schema.properties ?? {});
  if (!thing || thing.schema.type === "array") return undefined;
  if (keys.includes("customer_email") && rng.chance(0.7))
    return {
      text: rng.pick(["the customer", "the customer", "the client", "the buyer", "them"]),
      value: { ref: `${thing.root}.customer_email` },
    };
  if (keys.includes("email") && PERSONS.test(thing.noun) && (thing === story.latest() || story.unique(thing)))
    return {
      text: rng.pick(
        thing === story.latest()
          ? [`the ${thing.noun}`, "them", "him", "her", `the new ${thing.noun}`, "that person"]
          : [`the ${thing.noun}`, `the ${thing.noun}`],
      ),
      value: { ref: `${thing.root}.email` },
    };
  const people = Object.entries(thing.schema.properties ?? {})
    .filter(([, schema]) => isPerson(schema))
    .map(([key]) => key);
  if (!people.length) return undefined;
  const key = rng.pick(people);
  const words = identifierWords(key).join(" ");
  return {
    text: rng.pick([
      `the ${words}`,
      `the ${words}`,
      `its ${words}`,
      story.unique(thing) ? `the ${thing.noun}'s ${words}` : `the ${words}`,
    ]),
    value: { ref: `${thing.root}.${key}` },
  };
}

function person(story: RequestBuilder, name: string): Filled {
  const { rng } = story;
  if (rng.chance(0.28)) {
    const known = somebody(story);
    if (known) return known;
  }
  if (rng.chance(0.12)) {
    const found = reference(
      story,
      (key, schema) => isPerson(schema) || (/email/.test(key) && key !== name && schema.format === "email"),
    );
    if (found)
      return rng.chance(0.2) && story.latest()
        ? { ...found, text: found.text.replace(/^(the|its) /, "the ") }
        : found;
  }
  const kind = rng.weighted({ role: 4, name: 2, mail: 2, group: 3, me: 1 });
  if (kind === "mail") return literal(story, mailAddress(story));
  if (kind === "me") return literal(story, "me");
  return noun(story, rng.pick(kind === "role" ? banks.ROLES : kind === "name" ? banks.PEOPLE : banks.GROUPS));
}

function text(story: RequestBuilder): Filled {
  const { rng } = story;
  const latest = story.latest();
  const kind = rng.weighted({
    again: latest ? 5 : 0,
    field: latest ? 2 : 0,
    two: latest ? 1 : 0,
    quote: 3,
    note: 3,
  });
  if (kind === "again") {
    const thing = rng.chance(0.8) ? latest! : rng.pick(story.things);
    const again = mention(story, thing);
    if (again) return { text: again, value: headlineField(thing) };
  }
  if (kind === "field") {
    const found = reference(story, () => true);
    if (found) return found;
  }
  if (kind === "two" && latest && latest.schema.type !== "array") {
    const keys = Object.keys(latest.schema.properties ?? {}).slice(0, 9);
    const [a, b] = rng.shuffle(keys);
    if (a && b) {
      const say = (key: string) => identifierWords(key).join(" ");
      const owner =
        story.unique(latest) && rng.chance(0.4) ? `the ${latest.noun}'s ` : rng.pick(["the ", "its "]);
      return {
        text: `${owner}${say(a)} and ${say(b)}`,
        value: { template: `{{${latest.root}.${a}}} {{${latest.root}.${b}}}` },
      };
    }
  }
  if (kind === "quote")
    return quoted(
      story,
      rng.chance(0.8) ? rng.pick(banks.SUBJECTS) : `${rng.pick(banks.SUBJECTS)} ${rng.pick(banks.TITLES)}`,
    );
  return noun(story, rng.pick(banks.NOTES));
}

/** Says something for a field. No `value`: the words name something that the workflow does not know. */
export function fill(
  story: RequestBuilder,
  name: string,
  schema: FieldSchema,
  verb: string,
): Filled | undefined {
  const { rng } = story;
  const kind = schema["x-kind"] ?? "";
  if (schema.enum) {
    const option = rng.pick(schema.enum);
    return { text: option.replaceAll("_", " "), value: option };
  }
  if (kind.startsWith("id:")) {
    const wanted = kind.slice(3);
    const thing = [...story.things].reverse().find((one) => one.noun === wanted);
    const again = thing && mention(story, thing);
    if (thing && again) return { text: again, value: identity(thing) };
    return rng.chance(0.25)
      ? { text: rng.pick([`the ${wanted}`, `the linked ${wanted}`, `the matching ${wanted}`]) }
      : undefined;
  }
  if (schema.type === "boolean") return undefined;
  if (schema.type === "number" || schema.type === "integer") {
    if (name === "day_of_month")
      return literal(story, rng.pick(["1st", "15th", "5th", "10th", "28th", "20th", "first"]));
    return literal(
      story,
      schema.type === "integer"
        ? String(rng.int(1, 60))
        : rng.pick([
            `$${rng.int(1, 90)}00`,
            String(rng.int(1, 500)),
            `${rng.int(1, 9)},000`,
            `${rng.int(2, 90)}.50`,
            `${rng.int(1, 9)}k`,
          ]),
    );
  }
  if (schema.type === "object" || (schema.type === "array" && !schema.items)) {
    const things = story.things.filter((one) => (schema.type === "array") === (one.schema.type === "array"));
    const thing = things.length
      ? rng.chance(0.75)
        ? things[things.length - 1]!
        : rng.pick(things)
      : undefined;
    const again =
      thing &&
      (rng.chance(0.3) && story.unique(thing)
        ? `the ${thing.noun}${rng.pick([" details", " data", ""])}`
        : mention(story, thing));
    if (thing && again) return { text: again, value: { ref: thing.root } };
    return { text: rng.pick(["the details", "the data", "the values", "everything"]) };
  }
  switch (schema.format) {
    case "email":
      return rng.chance(0.5)
        ? (reference(story, (key) => key.includes("email")) ?? literal(story, mailAddress(story)))
        : literal(story, mailAddress(story));
    case "uri":
      return literal(story, `https://${rng.pick(banks.DOMAINS)}/${rng.pick(banks.PATHS)}`);
    case "time":
      return literal(story, rng.pick(banks.TIMES), "", slipped(story, banks.TIMES));
    case "duration":
      return literal(story, rng.pick(banks.DURATIONS));
    case "date":
    case "date-time":
      return rng.chance(0.1)
        ? (reference(story, (_, field) => /date/.test(field.format ?? "")) ??
            literal(story, rng.pick(banks.DATES)))
        : literal(story, rng.pick(banks.DATES), "", slipped(story, banks.DATES));
  }
  switch (kind) {
    case "channel":
      return rng.chance(0.7)
        ? literal(
            story,
            `#${rng.chance(0.25) ? pseudoWord(rng) : rng.pick(banks.CHANNELS)}`,
            "",
            slipped(story, banks.CHANNELS)?.replace(/^/, "#"),
          )
        : noun(story, rng.pick(banks.CHANNEL_WORDS));
    case "person":
    case "people":
      return person(story, name);
    case "group": {
      const owner = story.things.findLast((one) => "group" in (one.schema.properties ?? {}));
      if (owner && rng.chance(0.2))
        return {
          text: rng.pick(["the group", "the group", "the assigned group", "its group"]),
          value: { ref: `${owner.root}.group` },
        };
      return literal(story, rng.pick(banks.GROUP_NAMES));
    }
    case "phone":
      return rng.chance(0.5)
        ? literal(story, "me")
        : rng.chance(0.5)
          ? literal(story, `+1555${rng.int(1000000, 9999999)}`)
          : person(story, name);
    case "place":
      return literal(story, rng.pick(banks.PLACES));
    case "file": {
      const found = [...story.things].reverse().find((one) => /file|recording|document/.test(one.noun));
      const again = found && mention(story, found);
      return found && again
        ? {
            text: again,
            value: {
              ref: `${found.root}.${"url" in (found.schema.properties ?? {}) ? "url" : Object.keys(found.schema.properties ?? {})[0]}`,
            },
          }
        : noun(story, rng.pick(banks.FILES));
    }
    case "text":
      if (name === "query" || name === "filter" || name === "condition")
        return literal(story, rng.pick(rng.chance(0.5) ? banks.QUERIES : banks.TOPICS));
      if (name === "subject") return quoted(story, rng.pick(banks.SUBJECTS));
      return text(story);
    case "strings":
      return literal(story, rng.pick(banks.LABELS));
    case "name":
    case "folder":
    case "table":
      if (/^(status|state|stage)$/.test(name)) return literal(story, rng.pick(banks.STATUSES));
      if (/^(label|tag|emoji|category|column|field|type)$/.test(name))
        return quotedSometimes(story, rng.pick(banks.LABELS));
      if (name === "department") return literal(story, rng.pick(banks.DEPARTMENTS));
      if (name === "language") return literal(story, rng.pick(banks.LANGUAGES));
      if (
        /^(name|title|company|account)$/.test(name) &&
        story.latest() &&
        rng.chance(0.3) &&
        verb !== "called"
      ) {
        const found = reference(
          story,
          (key, field) => /name|title|company|email/.test(key) && field.type === "string",
        );
        if (found) return found;
      }
      return quoted(story, aName(story));
  }
  return rng.chance(0.5) ? text(story) : quoted(story, aName(story));
}

function quotedSometimes(story: RequestBuilder, words: string): Filled {
  return story.rng.chance(0.3) ? quoted(story, words) : literal(story, words);
}
