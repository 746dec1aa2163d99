import { type Catalog, type CatalogApp, makeCatalog, type StepDefinition } from "@flowright/workflow/catalog";
import { identifierWords, plural, Random } from "@flowright/workflow/core";
import { capital, productName } from "../generator/invent-catalog.js";
import { article } from "../generator/render-condition.js";
import { NOUNS } from "../lexicon/things.js";
import { KEPT } from "./errand-words.js";

/** How integration platforms name the same things: one connector a product, and in it an object with a verb. */
interface Naming {
  id: (app: string, object: string, verb: string, version: number) => string;
  create: (object: string, app: string) => string;
  find: (objects: string, app: string) => string;
  update: (object: string, app: string) => string;
  delete: (objects: string, app: string) => string;
}

const underscored: Naming["id"] = (app, object, verb, version) =>
  `${app.replace(/\W+/g, "_")}_${object}__${version}_0_0__${verb}_${object}`;
const NAMINGS: readonly Naming[] = [
  {
    id: underscored,
    create: (object, app) => `Create ${article(object)} ${object} in ${app}`,
    find: (objects, app) => `Retrieve all the ${objects} of ${app} that match a filter`,
    update: (object, app) => `Update ${article(object)} ${object} of ${app}`,
    delete: (objects, app) => `Delete the ${objects} of ${app} that match a filter`,
  },
  {
    id: underscored,
    create: (object) => `Creates a new ${object}`,
    find: (objects, app) => `Gets a collection of ${objects} from ${app}`,
    update: (object) => `Updates one or more ${plural(object)}`,
    delete: (objects) => `Deletes ${objects}`,
  },
  {
    id: (app, object, verb) => `${app.replace(/\W+/g, "")}.${verb.replace("withwhere", "")}${object}`,
    create: (object, app) => `${app}: new ${object}`,
    find: (objects, app) => `${app}: search ${objects}`,
    update: (object, app) => `${app}: change ${article(object)} ${object}`,
    delete: (objects, app) => `${app}: remove ${objects}`,
  },
];

const VERBS: Readonly<Record<string, CrudVerb>> = {
  create: "create",
  add: "create",
  insert: "create",
  search: "find",
  list: "find",
  lookup: "find",
  get: "find",
  update: "update",
  delete: "delete",
  remove: "delete",
};
const CONNECTOR = {
  create: "create",
  find: "retrievewithwhere",
  update: "updatewithwhere",
  delete: "deletewithwhere",
} as const;
export type CrudVerb = keyof typeof CONNECTOR;
const CRUD = Object.keys(CONNECTOR) as CrudVerb[];

/** An object of a product, with the actions that there are for it. */
export interface ConnectorObject {
  /** The product's title. */
  app: string;
  /** In words, singular. */
  object: string;
  ids: Partial<Record<CrudVerb, string>>;
}

export interface ConnectorCatalog {
  catalog: Catalog;
  /** The connector's action for a step of the catalogue that it was made from. */
  of: ReadonlyMap<string, string>;
  things: readonly ConnectorObject[];
}

const action = (id: string, app: string, title: string): StepDefinition => ({
  id,
  kind: "action",
  app,
  title,
  description: title,
  phrases: [],
  inputs: { type: "object", properties: {} },
  outputs: { type: "object", properties: {} },
});

/**
 * A catalogue as integration platforms have them: the actions of another one's products, and hundreds of others beside
 * them, that are told by an object and a verb and have no inputs; no trigger, and nothing that is built in but
 * e-mail, now and then.
 */
export function makeConnectorCatalog(base: Catalog, seed: number): ConnectorCatalog {
  const rng = new Random(seed);
  const naming = NAMINGS[seed % NAMINGS.length]!;
  const apps = new Map<string, CatalogApp>();
  const steps = new Map<string, StepDefinition>();
  const of = new Map<string, string>();
  const mail = rng.chance(0.6);
  const put = (app: CatalogApp, object: string, kind: CrudVerb): string => {
    const words = several.has(app.id) ? plural(object) : object;
    const name = words.split(" ").map(capital).join("");
    const id = naming.id(app.title, name, CONNECTOR[kind], versions.get(app.id)!);
    const said = kind === "find" || kind === "delete" ? plural(object) : object;
    steps.set(id, action(id, app.id, naming[kind](said, app.title)));
    apps.set(app.id, app);
    const key = `${app.id} ${object}`;
    const thing = things.get(key) ?? { app: app.title, object, ids: {} };
    thing.ids[kind] = id;
    things.set(key, thing);
    return id;
  };
  const versions = new Map<string, number>();
  const things = new Map<string, ConnectorObject>();
  /** Products whose objects are named in the plural. */
  const several = new Set(base.apps.filter(() => rng.chance(0.3)).map(({ id }) => id));
  const nouns = new Set<string>();
  for (const app of base.apps) versions.set(app.id, rng.int(1, 6));
  for (const { id, app: of_, title } of base.actions) {
    const app = base.app(of_)!;
    if (app.builtin && !(mail && app.id === "email")) continue;
    const [, noun = "", verb = ""] = id.split(".");
    nouns.add(noun);
    const { builtin: _, ...own } = app;
    const kind = VERBS[verb];
    if (kind) of.set(id, put(own, noun, kind));
    else {
      const object = capital(noun);
      const done = rng.chance(0.5) ? (verb + noun).toUpperCase() : verb;
      const made = naming.id(app.title, object, done, versions.get(app.id)!);
      steps.set(made, action(made, own.id, title.includes(app.title) ? title : `${title} (${app.title})`));
      apps.set(own.id, own);
      of.set(id, made);
    }
    // what can be created can be found and deleted, too
    for (const other of CRUD)
      if (rng.chance(0.35) && !hasLike(base, app.id, noun, other)) put(own, noun, other);
  }
  const others = [...NOUNS, ...KEPT].filter((noun) => !identifierWords(noun).some((word) => nouns.has(word)));
  const homes = [...apps.values()];
  for (let n = rng.int(5, 12); n > 0; n--) {
    const title = productName(rng);
    const app = { id: title.toLowerCase().replace(/\W/g, ""), title };
    if (!apps.has(app.id) && !base.app(app.id)) homes.push(app);
    versions.set(app.id, rng.int(1, 6));
  }
  for (const app of homes)
    for (const noun of rng.shuffle(others).slice(0, rng.int(1, 4)))
      for (const kind of CRUD) if (rng.chance(kind === "find" ? 0.95 : 0.5)) put(app, noun, kind);
  return {
    catalog: makeCatalog(`shelf-${seed}`, [...apps.values()], [...steps.values()]),
    of,
    things: [...things.values()],
  };
}

/** Other verbs that come to the same. */
const LIKE: Readonly<Record<string, CrudVerb>> = {
  post: "create",
  send: "create",
  upload: "create",
  open: "create",
  invite: "create",
  query: "find",
  move: "update",
  assign: "update",
  transition: "update",
  label: "update",
};

/** A second action for the same would be a second right answer. */
function hasLike(base: Catalog, app: string, noun: string, kind: CrudVerb): boolean {
  return base.actions.some(({ id }) => {
    const [its, what, verb = ""] = id.split(".");
    return its === app && what === noun && (VERBS[verb] ?? LIKE[verb]) === kind;
  });
}
