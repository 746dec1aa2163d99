import type { Condition, Value } from "@flowright/workflow";
import type { FieldSchema } from "@flowright/workflow/catalog";
import { identifierWords, singular } from "@flowright/workflow/core";
import { lexicon } from "../lexicon/index.js";
import { articleOf, drawAlternatives, fillTemplate } from "../text/index.js";
import { isPerson } from "./mention.js";
import type { Entity, RequestBuilder } from "./request-builder.js";

/** A condition in words, with marks, and as a tree. */
export interface ConditionFragment {
  text: string;
  condition: Condition;
}

/** A field that a condition is about. */
export interface ConditionSubject {
  key: string;
  schema: FieldSchema;
  /** The field as it is mentioned: "its priority". */
  field: string;
  /** The entity as it is mentioned, where it can be the subject: "it", "the ticket". */
  it: string | undefined;
  left: Value;
}

const wordsOf = (key: string) => identifierWords(key).join(" ");

/** Fills a template of `conditions.yaml`. */
function worded({ key, field, it }: ConditionSubject, template: string, value = ""): string {
  const words = wordsOf(key);
  return fillTemplate(template, { field, words, it: it ?? "it", a: articleOf(words), value });
}

/** A condition on a field, by its schema; undefined where nobody asks for such a field. */
export function conditionOn(
  builder: RequestBuilder,
  subject: ConditionSubject,
): ConditionFragment | undefined {
  const { key, schema } = subject;
  if (schema.type === "boolean") return onFlag(builder, subject);
  if (schema.type === "number" || schema.type === "integer") return onNumber(builder, subject);
  if (isPerson(schema)) return onPerson(builder, subject);
  if (schema.enum || /^(status|state|stage|list|type|category|source|country|department|role)$/.test(key))
    return onChoice(builder, subject);
  if (schema.type === "array" && schema["x-kind"] !== "strings") return undefined;
  return onText(builder, subject);
}

function onPerson(builder: RequestBuilder, subject: ConditionSubject): ConditionFragment {
  const { rng } = builder;
  const { key, it, left } = subject;
  const forms = lexicon.conditions.person;
  const assignee = key === "assignee";
  if (rng.chance(0.6)) {
    const empty =
      assignee && it && rng.chance(0.5)
        ? forms.unassignedWithSubject
        : [
            ...forms.empty,
            ...(it ? forms.emptyWithSubject : []),
            ...(assignee ? forms.unassigned : []),
            ...(assignee && it ? forms.unassignedWithSubject : []),
          ];
    return { text: worded(subject, rng.pick(empty)), condition: { left, op: "empty" } };
  }
  if (rng.chance(0.4)) {
    const filled = [...forms.filled, ...(assignee ? forms.assigned : [])];
    return { text: worded(subject, rng.pick(filled)), condition: { left, op: "filled" } };
  }
  const { text, value } = builder.literal(rng.pick(lexicon.values.people));
  return { text: worded(subject, forms.equal, text), condition: { left, op: "eq", right: value } };
}

function onChoice(builder: RequestBuilder, subject: ConditionSubject): ConditionFragment {
  const { rng } = builder;
  const { key, schema, it, left } = subject;
  const forms = lexicon.conditions.choice;
  const { labels, statuses, titles } = lexicon.values;
  const state = /status|state|stage/.test(key);
  const options = schema.enum ?? (/label|tag|category|type/.test(key) ? labels : state ? statuses : titles);
  const { text, value } = builder.literal(rng.pick(options).replaceAll("_", " "));
  const equal = [
    ...forms.equal,
    ...(it && (schema.enum || state) ? forms.equalWithSubject : []),
    ...(it && /priority|severity|urgency|risk/.test(key) ? forms.rankedWithSubject : []),
  ];
  if (/^status$/.test(key) && schema["x-kind"] === "name" && rng.chance(0.2)) equal.push(forms.bare);
  if (rng.chance(0.22)) {
    const unequal = [...forms.unequal, ...(it && schema.enum ? forms.unequalWithSubject : [])];
    return { text: worded(subject, rng.pick(unequal), text), condition: { left, op: "ne", right: value } };
  }
  return { text: worded(subject, rng.pick(equal), text), condition: { left, op: "eq", right: value } };
}

function onNumber(builder: RequestBuilder, subject: ConditionSubject): ConditionFragment {
  const { rng } = builder;
  const { text, value } = builder.literal(
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
  const op = rng.pick(["gt", "gt", "lt", "ge", "le", "eq"] as const);
  const template = drawAlternatives(rng.pick(lexicon.conditions.number[op]), rng);
  return { text: worded(subject, template, text), condition: { left: subject.left, op, right: value } };
}

function onText(builder: RequestBuilder, subject: ConditionSubject): ConditionFragment {
  const { rng } = builder;
  const { key, it, left } = subject;
  const forms = lexicon.conditions.text;
  const { labels, topics } = lexicon.values;
  const labelled = /^(labels|tags)$/.test(key);
  const { text, value } = builder.literal(rng.pick(labelled ? labels : rng.chance(0.5) ? topics : labels));
  const quote = rng.pick(["", "'", '"']);
  const words = `${quote}${text}${quote}`;
  if (!labelled && rng.chance(0.25))
    return rng.chance(0.6)
      ? { text: worded(subject, rng.pick(forms.empty)), condition: { left, op: "empty" } }
      : { text: worded(subject, rng.pick(forms.filled)), condition: { left, op: "filled" } };
  const condition: Condition = { left, op: "contains", right: value };
  if (rng.chance(0.12)) {
    const template = drawAlternatives(labelled ? forms.notLabelled : forms.notContains, rng);
    return { text: worded(subject, template, words), condition: { not: condition } };
  }
  const contains = labelled
    ? [...(it ? forms.labelledWithSubject : []), ...forms.labelled]
    : [
        ...forms.contains,
        ...(it && /text|subject|title|summary|description|name/.test(key) ? forms.containsWithSubject : []),
      ];
  return { text: worded(subject, drawAlternatives(rng.pick(contains), rng), words), condition };
}

function onFlag(builder: RequestBuilder, subject: ConditionSubject): ConditionFragment {
  const { rng } = builder;
  const { conditions } = lexicon;
  const op = rng.chance(0.65) ? "true" : "false";
  const forms = subject.key === "rain" ? conditions.rain[op] : conditions.flag[op];
  return { text: worded(subject, rng.pick(forms)), condition: { left: subject.left, op } };
}

/** What somebody decided about a request for approval. */
export function onApproval(builder: RequestBuilder, { root }: Entity): ConditionFragment {
  const { rng } = builder;
  const forms = lexicon.conditions.approval;
  const word = rng.chance(0.65) ? rng.pick(forms.approved) : rng.pick(forms.rejected);
  const { text, value } = builder.literal(word);
  const templates =
    word === "approve" ? forms.withApprove : word === "approves" ? forms.withApproves : forms.withParticiple;
  return {
    text: fillTemplate(rng.pick(templates), { value: text }),
    condition: { left: { ref: `${root}.status` }, op: "eq", right: value },
  };
}

/** Whether a list holds anything. */
export function onList({ rng }: RequestBuilder, { root, noun: own }: Entity): ConditionFragment {
  const op = rng.chance(0.6) ? "filled" : "empty";
  const noun = rng.chance(0.7) ? own : "results";
  const text = fillTemplate(rng.pick(lexicon.conditions.list[op]), { noun, one: singular(noun) });
  return { text, condition: { left: { ref: root }, op } };
}
