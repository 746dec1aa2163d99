import { type Catalog, type CatalogApp, makeCatalog, type StepDefinition } from "@flowright/workflow/catalog";
import { identifierWords, plural, Random } from "@flowright/workflow/core";
import { type CrudVerb, lexicon } from "../lexicon/index.js";
import { articleOf, fillTemplate, productName, upperFirst } from "../text/index.js";

/** How integration platforms spell the verbs in ids. */
const ID_VERBS: Readonly<Record<CrudVerb, string>> = {
  create: "create",
  find: "retrievewithwhere",
  update: "updatewithwhere",
  delete: "deletewithwhere",
};
const CRUD_VERBS = Object.keys(ID_VERBS) as CrudVerb[];

type IdNaming = (app: string, object: string, verb: string, version: number) => string;
const underscored: IdNaming = (app, object, verb, version) =>
  `${app.replace(/\W+/g, "_")}_${object}__${version}_0_0__${verb}_${object}`;
const dotted: IdNaming = (app, object, verb) =>
  `${app.replace(/\W+/g, "")}.${verb.replace("withwhere", "")}${object}`;
/** One for each style of titles in `connectors.yaml`. */
const ID_NAMINGS: readonly IdNaming[] = [underscored, underscored, dotted];

/** An object of a product, with the actions that there are for it. */
export interface ConnectorObject {
  /** The product's title. */
  app: string;
  /** In words, singular. */
  noun: string;
  /** The id of the action for each verb. */
  actions: Partial<Record<CrudVerb, string>>;
}

export interface ConnectorCatalog {
  catalog: Catalog;
  /** The connector's action for a step of the catalogue that it was made from. */
  actionFor: ReadonlyMap<string, string>;
  objects: readonly ConnectorObject[];
}

/**
 * A catalogue as integration platforms have them: one connector a product, and in it objects with a verb each. It has
 * the actions of another one's products and hundreds of others beside them, without inputs; no trigger, and nothing
 * that is built in but e-mail, now and then.
 */
export function makeConnectorCatalog(base: Catalog, seed: number): ConnectorCatalog {
  const rng = new Random(seed);
  const style = seed % ID_NAMINGS.length;
  const mail = rng.chance(0.6);
  const making = new ConnectorBuilder(base, rng, style);
  const actionFor = new Map<string, string>();
  const nouns = new Set<string>();
  for (const step of base.actions) {
    const { builtin, ...app } = base.app(step.app)!;
    if (builtin && !(mail && app.id === "email")) continue;
    const [, noun = "", verb = ""] = step.id.split(".");
    nouns.add(noun);
    const kind = lexicon.connectors.crudVerbs[verb];
    const id = kind ? making.crud(app, noun, kind) : making.other(app, noun, verb, step.title);
    actionFor.set(step.id, id);
    // what can be created can be found and deleted, too
    for (const other of CRUD_VERBS)
      if (rng.chance(0.35) && !hasSimilar(base, app.id, noun, other)) making.crud(app, noun, other);
  }
  making.fillUp(nouns);
  return {
    catalog: makeCatalog(`connectors-${seed}`, [...making.apps.values()], [...making.steps.values()]),
    actionFor,
    objects: [...making.objects.values()],
  };
}

class ConnectorBuilder {
  readonly apps = new Map<string, CatalogApp>();
  readonly steps = new Map<string, StepDefinition>();
  readonly objects = new Map<string, ConnectorObject>();
  /** Products whose objects are named in the plural. */
  readonly #plural: ReadonlySet<string>;
  readonly #versions = new Map<string, number>();

  constructor(
    private readonly base: Catalog,
    private readonly rng: Random,
    private readonly style: number,
  ) {
    this.#plural = new Set(base.apps.filter(() => rng.chance(0.3)).map(({ id }) => id));
    for (const app of base.apps) this.#versions.set(app.id, rng.int(1, 6));
  }

  #id(app: CatalogApp, object: string, verb: string): string {
    return ID_NAMINGS[this.style]!(app.title, object, verb, this.#versions.get(app.id)!);
  }

  #add(app: CatalogApp, id: string, title: string): string {
    this.apps.set(app.id, app);
    this.steps.set(id, {
      id,
      kind: "action",
      app: app.id,
      title,
      description: title,
      phrases: [],
      inputs: { type: "object", properties: {} },
      outputs: { type: "object", properties: {} },
    });
    return id;
  }

  /** Adds an action that creates, finds, updates or deletes an object. */
  crud(app: CatalogApp, noun: string, verb: CrudVerb): string {
    const words = this.#plural.has(app.id) ? plural(noun) : noun;
    const id = this.#id(app, words.split(" ").map(upperFirst).join(""), ID_VERBS[verb]);
    const title = fillTemplate(lexicon.connectors.titles[this.style]![verb]!, {
      a: articleOf(noun),
      object: noun,
      objects: plural(noun),
      app: app.title,
    });
    const key = `${app.id} ${noun}`;
    const object = this.objects.get(key) ?? { app: app.title, noun, actions: {} };
    object.actions[verb] = id;
    this.objects.set(key, object);
    return this.#add(app, id, title);
  }

  /** Adds an action with a verb of its own. */
  other(app: CatalogApp, noun: string, verb: string, title: string): string {
    const word = this.rng.chance(0.5) ? (verb + noun).toUpperCase() : verb;
    const id = this.#id(app, upperFirst(noun), word);
    return this.#add(app, id, title.includes(app.title) ? title : `${title} (${app.title})`);
  }

  /** Adds hundreds of actions on other objects, some of them of other products. */
  fillUp(nouns: ReadonlySet<string>): void {
    const { rng } = this;
    const others = [...lexicon.inventedCatalogs.nouns, ...lexicon.connectors.nouns].filter(
      (noun) => !identifierWords(noun).some((word) => nouns.has(word)),
    );
    const homes = [...this.apps.values()];
    for (let n = rng.int(5, 12); n > 0; n--) {
      const title = productName(rng);
      const app = { id: title.toLowerCase().replace(/\W/g, ""), title };
      if (!this.apps.has(app.id) && !this.base.app(app.id)) homes.push(app);
      this.#versions.set(app.id, rng.int(1, 6));
    }
    for (const app of homes)
      for (const noun of rng.shuffle(others).slice(0, rng.int(1, 4)))
        for (const verb of CRUD_VERBS)
          if (rng.chance(verb === "find" ? 0.95 : 0.5)) this.crud(app, noun, verb);
  }
}

/** A second action for the same would be a second right answer. */
function hasSimilar(base: Catalog, app: string, noun: string, kind: CrudVerb): boolean {
  const { crudVerbs, similarVerbs } = lexicon.connectors;
  return base.actions.some(({ id }) => {
    const [ownApp, ownNoun, verb = ""] = id.split(".");
    return ownApp === app && ownNoun === noun && (crudVerbs[verb] ?? similarVerbs[verb]) === kind;
  });
}
