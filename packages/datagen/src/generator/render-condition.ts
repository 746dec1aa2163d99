import type { Condition, Value } from "@flowright/workflow";
import type { FieldSchema } from "@flowright/workflow/catalog";
import { identifierWords, singular } from "@flowright/workflow/core";
import * as banks from "../lexicon/banks.js";
import { isPerson, mentionField } from "./fill-slot.js";
import { isItem, type RequestBuilder, type Thing } from "./request-builder.js";

export interface ConditionFragment {
  text: string;
  condition: Condition;
}

export const article = (word: string) => (/^[aeiou]/.test(word) ? "an" : "a");

/** The ways to name a thing as the subject of a condition. */
function subject(story: RequestBuilder, thing: Thing): string | undefined {
  if (thing === story.latest() && story.rng.chance(isItem(thing) ? 0.85 : 0.6)) return "it";
  return story.unique(thing)
    ? story.rng.pick([`the ${thing.noun}`, `that ${thing.noun}`, `the ${thing.noun}`])
    : undefined;
}

function onPerson(
  story: RequestBuilder,
  key: string,
  field: string,
  it: string | undefined,
  left: Value,
): ConditionFragment {
  const { rng } = story;
  const words = identifierWords(key).join(" ");
  const empty = [
    `${field} is (empty)`,
    `there is no ${words}`,
    `there's no ${words}`,
    `${field} is missing`,
    `no ${words} is set`,
  ];
  if (it) empty.push(`${it} has no ${words}`, `${it} doesn't have ${article(words)} ${words}`);
  if (key === "assignee") {
    empty.push(
      "nobody is assigned",
      "no one is assigned",
      "nobody is assigned yet",
      "nobody has been assigned",
      "nobody owns it",
    );
    if (it)
      empty.push(
        `${it} is not assigned`,
        `${it} isn't assigned to anyone`,
        `${it} is unassigned`,
        `${it} has not been assigned`,
      );
  }
  const unassigned = empty.slice(-4);
  if (rng.chance(0.6))
    return {
      text: rng.pick(key === "assignee" && it && rng.chance(0.5) ? unassigned : empty).replace(/[()]/g, ""),
      condition: { left, op: "empty" },
    };
  if (rng.chance(0.4))
    return {
      text: rng.pick([
        `${field} is set`,
        `there is ${article(words)} ${words}`,
        `${field} is known`,
        ...(key === "assignee"
          ? ["somebody is assigned", "it is assigned", "it is already assigned", "someone is assigned to it"]
          : []),
      ]),
      condition: { left, op: "filled" },
    };
  const who = story.said(rng.pick(banks.PEOPLE));
  return { text: `${field} is ${who.text}`, condition: { left, op: "eq", right: who.value } };
}

function onChoice(
  story: RequestBuilder,
  schema: FieldSchema,
  key: string,
  field: string,
  it: string | undefined,
  left: Value,
): ConditionFragment {
  const { rng } = story;
  const word = rng.pick(
    schema.enum ??
      (/label|tag|category|type/.test(key)
        ? banks.LABELS
        : /status|state|stage/.test(key)
          ? banks.STATUSES
          : banks.TITLES),
  );
  const said = story.said(word.replaceAll("_", " "));
  const equal = [
    `${field} is ${said.text}`,
    `${field} equals ${said.text}`,
    `${field} is set to ${said.text}`,
  ];
  const words = identifierWords(key).join(" ");
  if (it) {
    if (schema.enum || /status|state|stage/.test(key))
      equal.push(`${it} is ${said.text}`, `${it}'s ${said.text}`.replace("it's", "it's"));
    if (/priority|severity|urgency|risk/.test(key))
      equal.push(
        `${it} is ${said.text} ${words}`,
        `${it} has ${said.text} ${words}`,
        `${it}'s a ${said.text}-${words} one`,
      );
  }
  if (/^status$/.test(key) && schema["x-kind"] === "name" && rng.chance(0.2)) equal.push(said.text);
  if (rng.chance(0.22)) {
    const unequal = [
      `${field} is not ${said.text}`,
      `${field} isn't ${said.text}`,
      `${field} is anything but ${said.text}`,
    ];
    if (it && schema.enum) unequal.push(`${it} is not ${said.text}`, `${it} isn't ${said.text}`);
    return { text: rng.pick(unequal), condition: { left, op: "ne", right: said.value } };
  }
  return { text: rng.pick(equal), condition: { left, op: "eq", right: said.value } };
}

function onNumber(story: RequestBuilder, field: string, left: Value): ConditionFragment {
  const { rng } = story;
  const number = story.said(
    rng.pick([
      `$${rng.int(1, 90)}00`,
      String(rng.int(1, 100)),
      `${rng.int(1, 9)},000`,
      String(rng.int(1, 20) * 50),
      "zero",
      "ten",
      `${rng.int(1, 20)}k`,
    ]),
  );
  const n = number.text;
  const op = rng.pick(["gt", "gt", "lt", "ge", "le", "eq"] as const);
  const text = {
    gt: [
      `${field} is (over|above|more than|greater than|higher than) ${n}`,
      `${field} (exceeds|goes over|is bigger than) ${n}`,
    ],
    lt: [
      `${field} is (below|under|less than|lower than|smaller than) ${n}`,
      `${field} (drops|falls) below ${n}`,
    ],
    ge: [`${field} is at least ${n}`, `${field} is ${n} or (more|higher|above)`],
    le: [`${field} is at most ${n}`, `${field} is ${n} or (less|lower|below)`],
    eq: [`${field} is (exactly|equal to) ${n}`, `${field} (equals|is) ${n}`],
  }[op];
  return { text: alternatives(story, rng.pick(text)), condition: { left, op, right: number.value } };
}

const alternatives = (story: RequestBuilder, text: string) =>
  text.replace(/\(([^)]*\|[^)]*)\)/g, (_, list: string) => story.rng.pick(list.split("|")));

function onText(
  story: RequestBuilder,
  key: string,
  field: string,
  it: string | undefined,
  left: Value,
): ConditionFragment {
  const { rng } = story;
  const strings = /^(labels|tags)$/.test(key);
  const word = story.said(rng.pick(strings ? banks.LABELS : rng.chance(0.5) ? banks.TOPICS : banks.LABELS));
  const quote = rng.pick(["", "'", '"']);
  const w = `${quote}${word.text}${quote}`;
  if (!strings && rng.chance(0.25))
    return rng.chance(0.6)
      ? {
          text: rng.pick([
            `${field} is empty`,
            `${field} is missing`,
            `${field} is none`,
            `there is no ${identifierWords(key).join(" ")}`,
          ]),
          condition: { left, op: "empty" },
        }
      : {
          text: rng.pick([
            `${field} is not empty`,
            `${field} is filled in`,
            `${field} is given`,
            `there is a ${identifierWords(key).join(" ")}`,
          ]),
          condition: { left, op: "filled" },
        };
  const has = strings
    ? [
        ...(it
          ? [
              `${it} is labelled ${w}`,
              `${it}'s labelled ${w}`,
              `${it} is labeled ${w}`,
              `${it} has the label ${w}`,
              `${it} is tagged ${w}`,
              `${it} has a ${w} label`,
            ]
          : []),
        `${field} (include|contain) ${w}`,
        `one of ${field} is ${w}`,
      ]
    : [
        `${field} (contains|mentions|includes|has) ${w}`,
        ...(it && /text|subject|title|summary|description|name/.test(key)
          ? [`${it} (contains|mentions|is about) ${w}`]
          : []),
      ];
  const condition: Condition = { left, op: "contains", right: word.value };
  if (rng.chance(0.12))
    return {
      text: `${field} (does not|doesn't) ${strings ? "include" : "contain"} ${w}`.replace(
        /\(([^)]*)\)/,
        (_, l: string) => rng.pick(l.split("|")),
      ),
      condition: { not: condition },
    };
  return { text: alternatives(story, rng.pick(has)), condition };
}

function onBoolean(
  story: RequestBuilder,
  key: string,
  it: string | undefined,
  left: Value,
): ConditionFragment {
  const { rng } = story;
  const words = identifierWords(key).join(" ");
  const yes = rng.chance(0.65);
  if (key === "rain")
    return yes
      ? {
          text: rng.pick([
            "it will rain",
            "it rains",
            "it's going to rain",
            "rain is expected",
            "it is raining",
            "there will be rain",
            "it looks like rain",
          ]),
          condition: { left, op: "true" },
        }
      : {
          text: rng.pick(["it won't rain", "it stays dry", "no rain is expected", "it doesn't rain"]),
          condition: { left, op: "false" },
        };
  const who = it ?? "it";
  return yes
    ? {
        text: rng.pick([
          `${who} is ${words}`,
          `${who} has been ${words}`,
          `${who}'s ${words}`,
          `${who} is already ${words}`,
        ]),
        condition: { left, op: "true" },
      }
    : {
        text: rng.pick([
          `${who} is not ${words}`,
          `${who} isn't ${words}`,
          `${who} has not been ${words}`,
          `${who} is not yet ${words}`,
        ]),
        condition: { left, op: "false" },
      };
}

function onApproval(story: RequestBuilder, thing: Thing): ConditionFragment {
  const { rng } = story;
  const yes = rng.chance(0.65);
  const said = story.said(
    yes
      ? rng.pick(["approved", "approved", "approve", "approves"])
      : rng.pick(["rejected", "denied", "declined", "rejected"]),
  );
  const w = said.text;
  const forms = [
    `${w}`,
    `it is ${w}`,
    `it's ${w}`,
    `it gets ${w}`,
    `the approval is ${w}`,
    `the answer is ${w}`,
  ];
  const clean =
    /approve\ue001/.test(w) || /approves\ue001/.test(w)
      ? /approves/.test(w)
        ? [`he ${w}`, `she ${w}`, `the manager ${w}`]
        : [`they ${w}`, `they ${w} it`]
      : forms;
  return {
    text: rng.pick(clean),
    condition: { left: { ref: `${thing.root}.status` }, op: "eq", right: said.value },
  };
}

function simple(story: RequestBuilder): ConditionFragment {
  const { rng } = story;
  const unknown = () => ({ text: rng.pick(banks.UNKNOWN_CONDITIONS), condition: { says: "" } });
  const lasting = story.things.filter(
    (one) => !/^(message|email|post)$/.test(one.noun) || one.root === "trigger",
  );
  const things = (lasting.length && rng.chance(0.85) ? lasting : story.things).slice(-3);
  if (!things.length || rng.chance(0.07)) return unknown();
  const telling = story.things.filter((one) =>
    Object.keys(one.schema.properties ?? {}).some((key) =>
      /^(assignee|priority|status|state|rain)$/.test(key),
    ),
  );
  const latest = story.latest();
  const thing =
    latest && isItem(latest) && rng.chance(0.6)
      ? latest
      : telling.length && rng.chance(0.3)
        ? telling[telling.length - 1]!
        : rng.chance(0.75)
          ? things[things.length - 1]!
          : rng.pick(things);
  if (thing.schema.type === "array") {
    const any = rng.chance(0.6);
    const noun = rng.chance(0.7) ? thing.noun : "results";
    return any
      ? {
          text: rng.pick([
            `there are any ${noun}`,
            `any ${noun} are found`,
            `there are ${noun}`,
            `there is at least one ${singular(noun)}`,
            "something is found",
          ]),
          condition: { left: { ref: thing.root }, op: "filled" },
        }
      : {
          text: rng.pick([
            `there are no ${noun}`,
            `no ${noun} are found`,
            `there aren't any ${noun}`,
            "nothing is found",
            "the list is empty",
          ]),
          condition: { left: { ref: thing.root }, op: "empty" },
        };
  }
  if (thing.noun === "approval") return onApproval(story, thing);
  const keys = Object.entries(thing.schema.properties ?? {})
    .slice(0, 10)
    .filter(([key]) => !/^(id|url|number|key|created)$/.test(key));
  if (!keys.length) return unknown();
  const preferred = keys.filter(
    ([key, schema]) =>
      schema.enum || isPerson(schema) || /status|state|stage|labels|amount|total|rain|priority/.test(key),
  );
  const assigned = keys.find(([key]) => key === "assignee");
  const [key, schema] =
    assigned && rng.chance(isItem(thing) ? 0.5 : 0.3)
      ? assigned
      : rng.pick(preferred.length && rng.chance(0.6) ? preferred : keys);
  const field = mentionField(story, thing, key);
  if (!field) return unknown();
  const it = subject(story, thing);
  const left: Value = { ref: `${thing.root}.${key}` };
  if (schema.type === "boolean") return onBoolean(story, key, it, left);
  if (schema.type === "number" || schema.type === "integer") return onNumber(story, field, left);
  if (isPerson(schema)) return onPerson(story, key, field, it, left);
  if (schema.enum || /^(status|state|stage|list|type|category|source|country|department|role)$/.test(key))
    return onChoice(story, schema, key, field, it, left);
  if (schema.type === "array" && schema["x-kind"] !== "strings") return unknown();
  return onText(story, key, field, it, left);
}

/** A condition on what was told before, in words and as a tree; now and then one that nothing known can decide. */
export function renderCondition(story: RequestBuilder): ConditionFragment {
  const told = renderSingle(story);
  const latest = story.latest();
  // "loop over the tickets and if they are not assigned": the item of a loop is often many.
  if (!latest || !isItem(latest) || !story.rng.chance(0.5)) return told;
  const text = told.text
    .replace(/^it (is|was) /, "they are ")
    .replace(/^it isn't /, "they aren't ")
    .replace(/^it has /, "they have ")
    .replace(/^it's /, "they're ")
    .replace(/^it doesn't /, "they don't ")
    .replace(/^it (?=contains|mentions)/, "they ")
    .replace(/^its /, "their ");
  return { ...told, text };
}

function renderSingle(story: RequestBuilder): ConditionFragment {
  const first = simple(story);
  if ("says" in first.condition || !story.rng.chance(0.1)) return first;
  const second = simple(story);
  if ("says" in second.condition) return first;
  return story.rng.chance(0.6)
    ? { text: `${first.text} and ${second.text}`, condition: { all: [first.condition, second.condition] } }
    : { text: `${first.text} or ${second.text}`, condition: { any: [first.condition, second.condition] } };
}
