import type { CatalogApp, FieldSchema, StepDefinition } from "@flowright/workflow/catalog";
import { plural, type Random } from "@flowright/workflow/core";
import { lexicon } from "../lexicon/index.js";
import { upperFirst } from "../text/index.js";
import { inventEntity, inventField, inventFields } from "./invent-fields.js";

/** How a platform names its steps: `app.noun.verb`, `App_noun__verb_noun`, `verbAppNoun`, `op_123`. */
export type IdStyle = 0 | 1 | 2 | 3;

/** A step of an invented catalogue. */
export function inventStep(
  app: CatalogApp,
  noun: string,
  kind: StepDefinition["kind"],
  style: IdStyle,
  rng: Random,
): StepDefinition {
  const { verbs, events } = lexicon.inventedCatalogs;
  const entity = inventEntity(noun, rng);
  const verb = rng.pick(Object.keys(kind === "trigger" ? events : verbs));
  const object = verb === "find" && rng.chance(0.6) ? plural(noun) : noun;
  const title = kind === "trigger" ? `${upperFirst(noun)} ${verb}` : `${upperFirst(verb)} ${object}`;
  const id = idOf(app, noun, verb, style, rng);
  const inputs: FieldSchema =
    kind === "action" ? inputsOf(verb, noun, rng) : { type: "object", properties: inventFields(rng, 0, 2) };
  const phrases =
    kind === "action"
      ? actionPhrases(verb, noun, app.title, inputs, rng)
      : triggerPhrases(events[verb]!, noun, app.title, inputs);
  return {
    id,
    kind,
    app: app.id,
    title: style === 0 ? title : `${title} in ${app.title}`,
    description: "",
    phrases,
    inputs,
    outputs:
      verb === "find"
        ? { type: "array", title: noun, items: entity }
        : kind === "action" && rng.chance(0.15)
          ? { type: "object", properties: {} }
          : entity,
  };
}

const slugOf = (noun: string) => noun.replaceAll(" ", "_");

function idOf({ id, title }: CatalogApp, noun: string, verb: string, style: IdStyle, rng: Random): string {
  const slug = slugOf(noun);
  const app = title.replaceAll(" ", "");
  if (style === 0) return `${id}.${slug}.${verb}`.toLowerCase();
  if (style === 1) return `${app}_${slug}__${verb}_${slug}`;
  if (style === 2) return `${verb}${app}${upperFirst(slug)}`;
  return `op_${rng.int(1000, 99999)}`;
}

function inputsOf(verb: string, noun: string, rng: Random): FieldSchema {
  const slug = slugOf(noun);
  const target: Record<string, FieldSchema> = { [slug]: { type: "string", "x-kind": `id:${noun}` } };
  const extra = inventFields(rng, 1, 3);
  const person: FieldSchema = { type: "string", "x-kind": "person" };
  const text: FieldSchema = { type: "string", "x-kind": "text" };
  switch (verb) {
    case "create":
    case "import":
      return {
        type: "object",
        properties: { name: inventField("name", rng), ...extra },
        required: ["name"],
      };
    case "find":
      return { type: "object", properties: { query: text, ...extra } };
    case "send":
    case "share":
      return { type: "object", properties: { ...target, to: person }, required: ["to"] };
    case "assign":
      return {
        type: "object",
        properties: { ...target, assignee: inventField("assignee", rng) },
        required: [slug, "assignee"],
      };
    case "notify":
      return { type: "object", properties: { person, message: text }, required: ["person"] };
    default:
      return {
        type: "object",
        properties: { ...target, ...(rng.chance(0.5) ? extra : {}) },
        required: [slug],
      };
  }
}

/** Words of inputs that are not said as "with the …". */
const FIELD_PHRASES: Readonly<Record<string, string>> = {
  to: " to {to}",
  assignee: " to {assignee}",
  message: " [about {message}]",
};

function actionPhrases(
  verb: string,
  noun: string,
  app: string,
  { properties = {} }: FieldSchema,
  rng: Random,
): string[] {
  const { verbs, prepositions } = lexicon.inventedCatalogs;
  const slug = slugOf(noun);
  const maybe = `[${rng.pick(prepositions)} ${app}]`;
  const where = `${rng.pick(prepositions)} ${app}`;
  const say = `(${verbs[verb]!.join("|")})`;
  const fields = Object.keys(properties)
    .filter((key) => key !== slug && key !== "query" && key !== "name")
    .map((key) => FIELD_PHRASES[key] ?? ` [with the ${key} {${key}}]`)
    .join("");
  switch (verb) {
    case "find":
      return [
        `~ [all] [the] ${plural(noun)} ${where}`,
        `~ [all] ${app} ${plural(noun)}`,
        ...(properties.status ? [`~ [all] [the] {status} ${plural(noun)} ${where}`] : []),
        `~ ${plural(noun)} from {query} ${where}`,
        `~ every ${noun} ${where}`,
      ];
    case "create":
    case "import":
      return [
        `${say} a ${noun} ${where}${fields}`,
        `${say} a [new] ${app} ${noun} [called {name}]${fields}`,
        `${say} (a|one|another) ${noun} (called|named) {name} ${maybe}`,
        `${say} {name} ${where}`,
      ];
    case "notify":
      return [
        `${say} {person} ${where}${fields}`,
        `${say} {person} through ${app}`,
        `let {person} know ${where}`,
      ];
    default:
      return [
        `${say} {${slug}}${fields} ${where}`,
        `${say} {${slug}} ${maybe}${fields}`,
        `${say} the ${app} ${noun}${fields}`,
        `${say} the ${noun} ${where}${fields}`,
      ];
  }
}

function triggerPhrases(
  happens: readonly string[],
  noun: string,
  app: string,
  { properties = {} }: FieldSchema,
): string[] {
  const event = `(${happens.join("|")})`;
  return [
    `(a|a new|the) ${noun} ${event} in ${app}`,
    `(a|an|a new) ${app} ${noun} ${event}`,
    `a ${noun} ${event} [in ${app}]`,
    ...Object.keys(properties).map((key) => `a ${noun} with ${key} {${key}} ${event} in ${app}`),
  ];
}
