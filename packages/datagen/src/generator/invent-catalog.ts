import {
  type Catalog,
  type CatalogApp,
  type FieldSchema,
  makeCatalog,
  type StepDefinition,
} from "@flowright/workflow/catalog";
import { plural, type Random } from "@flowright/workflow/core";
import { STATUSES } from "../lexicon/banks.js";
import { HAPPENINGS, NOUNS, VERBS } from "../lexicon/things.js";

const ONSETS = [
  "b",
  "br",
  "c",
  "d",
  "f",
  "fl",
  "g",
  "gr",
  "h",
  "j",
  "k",
  "l",
  "m",
  "n",
  "p",
  "pl",
  "qu",
  "r",
  "s",
  "st",
  "t",
  "tr",
  "v",
  "w",
  "z",
];
const NUCLEI = ["a", "e", "i", "o", "u", "ea", "io", "oo", "ai"];
const CODAS = ["", "", "", "n", "r", "l", "x", "m", "ck", "st", "ng"];
const PARTS = [
  "Bright",
  "Clear",
  "Open",
  "North",
  "Blue",
  "Care",
  "Fleet",
  "Campus",
  "City",
  "Ledger",
  "Board",
  "Desk",
  "Hub",
  "Flow",
  "Base",
  "Point",
  "Track",
  "Works",
  "Line",
  "Port",
  "Field",
  "Shift",
  "Guard",
  "Pulse",
  "Nest",
  "Grid",
  "Stack",
  "Loop",
  "Sign",
  "Cart",
];

/** A made-up word, so that copying cannot be replaced by knowing. */
export function pseudoWord(rng: Random): string {
  let word = "";
  for (let i = rng.int(1, 2); i >= 0; i--) word += rng.pick(ONSETS) + rng.pick(NUCLEI) + rng.pick(CODAS);
  return word;
}
export const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1);

export function productName(rng: Random): string {
  if (rng.chance(0.45)) return capital(pseudoWord(rng));
  const [a, b] = rng.shuffle(PARTS);
  return rng.chance(0.5) ? `${a}${b}` : `${a} ${b}`;
}

type FieldMaker = (rng: Random) => FieldSchema;
const some = (rng: Random, items: readonly string[], n: number) => rng.shuffle(items).slice(0, n);
const FIELDS: Readonly<Record<string, FieldMaker>> = {
  name: () => ({ type: "string", "x-kind": "name" }),
  title: () => ({ type: "string", "x-kind": "text" }),
  status: (rng) => ({
    type: "string",
    ...(rng.chance(0.5) ? { enum: some(rng, STATUSES, 4) } : { "x-kind": "name" }),
  }),
  priority: (rng) => ({
    type: "string",
    enum: rng.pick([
      ["low", "medium", "high"],
      ["minor", "major", "critical"],
      ["low", "normal", "urgent"],
    ]),
  }),
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

function entity(noun: string, rng: Random): FieldSchema {
  const keys = [rng.pick(["name", "title", "number"]), ...some(rng, KEYS.slice(2), rng.int(3, 6)), "id"];
  const properties = Object.fromEntries(
    keys.map((key) => [key, FIELDS[key]?.(rng) ?? { type: "string" as const }]),
  );
  return { type: "object", title: noun, properties };
}

const PREPOSITIONS = ["in", "in", "in", "on", "with", "via", "from"];

function inputsOf(verb: string, noun: string, rng: Random): FieldSchema {
  const slug = noun.replaceAll(" ", "_");
  const target = { [slug]: { type: "string" as const, "x-kind": `id:${noun}` } };
  const extra = Object.fromEntries(some(rng, KEYS, rng.int(1, 3)).map((key) => [key, FIELDS[key]!(rng)]));
  if (verb === "create" || verb === "import")
    return { type: "object", properties: { name: FIELDS.name!(rng), ...extra }, required: ["name"] };
  if (verb === "find")
    return { type: "object", properties: { query: { type: "string", "x-kind": "text" }, ...extra } };
  if (verb === "send" || verb === "share")
    return {
      type: "object",
      properties: { ...target, to: { type: "string", "x-kind": "person" } },
      required: ["to"],
    };
  if (verb === "assign")
    return {
      type: "object",
      properties: { ...target, assignee: FIELDS.assignee!(rng) },
      required: [slug, "assignee"],
    };
  if (verb === "notify")
    return {
      type: "object",
      properties: {
        person: { type: "string", "x-kind": "person" },
        message: { type: "string", "x-kind": "text" },
      },
      required: ["person"],
    };
  return { type: "object", properties: { ...target, ...(rng.chance(0.5) ? extra : {}) }, required: [slug] };
}

function actionPhrases(verb: string, noun: string, app: string, inputs: FieldSchema, rng: Random): string[] {
  const slug = noun.replaceAll(" ", "_");
  const where = `[${rng.pick(PREPOSITIONS)} ${app}]`;
  const must = `${rng.pick(PREPOSITIONS)} ${app}`;
  const fields = Object.keys(inputs.properties ?? {}).filter(
    (key) => key !== slug && key !== "query" && key !== "name",
  );
  const say = `(${VERBS[verb]!.join("|")})`;
  const withField = fields
    .map(
      (key) =>
        ({ to: ` to {to}`, assignee: ` to {assignee}`, message: ` [about {message}]` })[key] ??
        ` [with the ${key} {${key}}]`,
    )
    .join("");
  if (verb === "find")
    return [
      `~ [all] [the] ${plural(noun)} ${must}`,
      `~ [all] ${app} ${plural(noun)}`,
      `~ [all] [the] {status} ${plural(noun)} ${must}`,
      `~ ${plural(noun)} from {query} ${must}`,
      `~ every ${noun} ${must}`,
    ].filter((p) => !p.includes("{status}") || inputs.properties?.status);
  if (verb === "create" || verb === "import")
    return [
      `${say} a ${noun} ${must}${withField}`,
      `${say} a [new] ${app} ${noun} [called {name}]${withField}`,
      `${say} (a|one|another) ${noun} (called|named) {name} ${where}`,
      `${say} {name} ${must}`,
    ];
  if (verb === "notify")
    return [
      `${say} {person} ${must}${withField}`,
      `${say} {person} through ${app}`,
      `let {person} know ${must}`,
    ];
  return [
    `${say} {${slug}}${withField} ${must}`,
    `${say} {${slug}} ${where}${withField}`,
    `${say} the ${app} ${noun}${withField}`,
    `${say} the ${noun} ${must}${withField}`,
  ];
}

function makeStep(
  app: CatalogApp,
  noun: string,
  kind: StepDefinition["kind"],
  style: number,
  rng: Random,
): StepDefinition {
  const things = entity(noun, rng);
  const verb = kind === "trigger" ? rng.pick(Object.keys(HAPPENINGS)) : rng.pick(Object.keys(VERBS));
  const slug = noun.replaceAll(" ", "_");
  const appSlug = app.title.replaceAll(" ", "");
  const object = verb === "find" && rng.chance(0.6) ? plural(noun) : noun;
  const title = kind === "trigger" ? `${capital(noun)} ${verb}` : `${capital(verb)} ${object}`;
  const id =
    style === 0
      ? `${app.id}.${slug}.${verb}`.toLowerCase()
      : style === 1
        ? `${appSlug}_${slug}__${verb}_${slug}`
        : style === 2
          ? `${verb}${appSlug}${capital(slug)}`
          : `op_${rng.int(1000, 99999)}`;
  const inputs: FieldSchema =
    kind === "action"
      ? inputsOf(verb, noun, rng)
      : {
          type: "object",
          properties: Object.fromEntries(
            some(rng, KEYS, rng.int(0, 2)).map((key) => [key, FIELDS[key]!(rng)]),
          ),
        };
  const happening = `(${(HAPPENINGS[verb] ?? []).join("|")})`;
  const phrases =
    kind === "action"
      ? actionPhrases(verb, noun, app.title, inputs, rng)
      : [
          `(a|a new|the) ${noun} ${happening} in ${app.title}`,
          `(a|an|a new) ${app.title} ${noun} ${happening}`,
          `a ${noun} ${happening} [in ${app.title}]`,
          ...Object.keys(inputs.properties ?? {}).map(
            (key) => `a ${noun} with ${key} {${key}} ${happening} in ${app.title}`,
          ),
        ];
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
        ? { type: "array", title: noun, items: things }
        : kind === "action" && rng.chance(0.15)
          ? { type: "object", properties: {} }
          : things,
  };
}

/** A catalogue that nobody has: invented apps with real-looking or nonsense names, in one of several id styles. */
export function inventCatalog(rng: Random, name: string): Catalog {
  const apps: CatalogApp[] = [];
  const steps = new Map<string, StepDefinition>();
  // Some engines know actions only: everything is started by hand.
  const triggers = rng.chance(0.15) ? 0 : 0.25;
  for (let i = rng.int(4, 8); i > 0; i--) {
    const title = productName(rng);
    const app: CatalogApp = { id: title.replaceAll(" ", "_").toLowerCase(), title };
    if (apps.some((other) => other.id === app.id)) continue;
    apps.push(app);
    const style = rng.pick([0, 0, 1, 1, 2, 3]);
    const nouns = some(rng, NOUNS, rng.int(1, 3));
    for (let n = rng.int(3, 7); n > 0; n--) {
      const step = makeStep(app, rng.pick(nouns), rng.chance(triggers) ? "trigger" : "action", style, rng);
      steps.set(step.id, step);
    }
  }
  return makeCatalog(name, apps, [...steps.values()]);
}
