import type { Step } from "@flowright/workflow";
import type { Random } from "@flowright/workflow/core";
import { type CrudVerb, lexicon } from "../lexicon/index.js";
import { articleOf, fillTemplate } from "../text/index.js";
import type { ConnectorCatalog, ConnectorObject } from "./connector-catalog.js";
import { creationVerbs, nameOf, nameWithApp } from "./object-names.js";

/** A part of a request, and the steps that it asks for; their annotations are parts of its text. */
export interface Clause {
  text: string;
  steps: Step[];
}

/** What the clauses of one request share: the catalogue, the draws and the ids. */
export class CrudBuilder {
  #ids = 0;

  constructor(
    readonly connectors: ConnectorCatalog,
    readonly rng: Random,
  ) {}

  nextId(): string {
    return `e${++this.#ids}`;
  }

  /** An object that there are such actions for. */
  pickObject(verb: CrudVerb): ConnectorObject {
    return this.rng.pick(this.connectors.objects.filter(({ actions }) => actions[verb]));
  }

  /** Other objects of the same product that can be created. */
  siblingsOf({ app, noun }: ConnectorObject): ConnectorObject[] {
    return this.connectors.objects.filter(
      (object) => object.actions.create && object.app === app && object.noun !== noun,
    );
  }

  use(object: ConnectorObject, verb: CrudVerb, annotation: string): Step {
    return { id: this.nextId(), use: object.actions[verb]!, inputs: {}, annotation };
  }

  verb(kind: CrudVerb): string {
    return this.rng.pick(lexicon.crudRequests.verbs[kind]);
  }

  /** What people call an object, without its product. */
  name(object: ConnectorObject): string {
    return nameOf(object, this.connectors.objects, this.rng);
  }

  /** What people call an object, mostly with its product. */
  fullName(object: ConnectorObject, many = false): string {
    return nameWithApp(object, this.name(object), this.connectors.objects, this.rng, { many });
  }

  /** "create a new jira issue", "get all files in Box" */
  single(kind: CrudVerb, object = this.pickObject(kind)): Clause {
    const { rng } = this;
    const words = lexicon.crudRequests;
    const name = this.name(object);
    const own = kind === "create" ? creationVerbs(name) : [];
    const verb = own.length && rng.chance(0.6) ? rng.pick(own) : this.verb(kind);
    const many = kind !== "create" && rng.chance(0.6);
    const noun = nameWithApp(object, name, this.connectors.objects, rng, {
      many,
      ...(kind === "find" ? { places: words.placesFound } : {}),
    });
    const determiners = many ? words.many : kind === "create" ? words.created : words.one;
    const determiner = fillTemplate(rng.pick(determiners), { a: articleOf(noun.toLowerCase()) });
    const after = kind === "create" ? rng.pick(words.afterCreated) : many ? rng.pick(words.afterFound) : "";
    const text = `${verb} ${determiner}${noun}${after}`;
    return { text, steps: [this.use(object, kind, text)] };
  }
}
