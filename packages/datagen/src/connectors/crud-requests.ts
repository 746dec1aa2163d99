import type { Step } from "@flowright/workflow";
import { plural, type Random } from "@flowright/workflow/core";
import { pickConnectorCatalog } from "../augment/to-connector-catalog.js";
import { article } from "../generator/render-condition.js";
import { capitalizeAnnotations, upper } from "../written/annotations.js";
import type { WrittenPair } from "../written/read-written.js";
import { restrictToSpans } from "../written/restrict-to-spans.js";
import type { ConnectorCatalog, ConnectorObject, CrudVerb } from "./connector-catalog.js";
import { creationVerbs, synonyms } from "./errand-words.js";
import { manualTask } from "./manual-tasks.js";

/** A part of a request, and the steps that it asks for; their annotations are parts of its text. */
interface Clause {
  text: string;
  steps: Step[];
}

const DONE: Readonly<Record<CrudVerb, readonly string[]>> = {
  create: ["create", "create", "make", "add", "set up", "enter", "open", "put in"],
  find: ["get", "retrieve", "find", "look up", "fetch", "search for", "list", "pull"],
  update: ["update", "change", "edit", "modify", "adjust"],
  delete: ["delete", "remove", "get rid of", "erase"],
};
const CREATED = [
  "",
  "",
  "",
  ` called "Draft"`,
  " for it",
  " with the same name",
  " for the new customer",
  " for the user",
];
const FOUND = [
  "",
  "",
  " that belong to a given user",
  " of the department",
  " from last week",
  " of a former employee",
];
const OF = FOUND.filter((which) => !which.startsWith(" that"));
const WHOSE = ["", "", " for a user", " of the customer", " for the project"];
const WHICH = [
  "belong to a given user",
  "are older than a year",
  "nobody uses",
  "have no owner",
  "are assigned to her",
  "mention the project",
  "were made by mistake",
  "are empty",
  "are not public",
];
const IFS = [
  (noun: string) => `the ${noun} name is empty`,
  (noun: string) => `the ${noun} is new`,
  (noun: string) => `the ${noun} has no owner`,
  (noun: string) => `the ${noun} already exists`,
  (noun: string) => `there is no such ${noun}`,
  () => `it is of type "internal"`,
  () => "it is older than a year",
  () => "it is still open",
  () => "it is marked as urgent",
  () => "the amount is over 500",
];
const NEXT = [
  ", then ",
  " and then ",
  ". Then ",
  ". Next ",
  " and ",
  ", and finally ",
  ". After that, ",
  ". ",
  ", ",
];
const COUNTS = [
  ["two", 2],
  ["two", 2],
  ["three", 3],
  ["2", 2],
] as const;

/** Errands as people give them to an integration platform: what to create, find, change and delete in which product. */
class Errand {
  #count = 0;
  readonly #shelf: ConnectorCatalog;

  constructor(private readonly rng: Random) {
    this.#shelf = pickConnectorCatalog(rng);
  }

  pair(): WrittenPair {
    const { rng } = this;
    const clauses = Array.from({ length: Number(rng.weighted({ 1: 25, 2: 45, 3: 30 })) }, () =>
      this.#clause(),
    );
    if (rng.chance(0.35)) {
      const task = manualTask(this.#shelf.catalog, rng);
      if (task)
        clauses.push({ text: task, steps: [{ id: this.#id(), placeholder: true, annotation: task }] });
    }
    let request = "";
    const steps: Step[] = [];
    for (const [i, { text, steps: own }] of clauses.entries()) {
      // a loop or a condition goes on to the end of its sentence
      const closed = /(?:each|every|if) /i.test(clauses[i - 1]?.text ?? "");
      const joint = i === 0 ? "" : closed ? rng.pick([". Then ", ". Next ", ". Finally, "]) : rng.pick(NEXT);
      request += joint + (joint === ". " ? upper(text) : text);
      steps.push(...own);
    }
    request = upper(request) + (rng.chance(0.5) ? "." : "");
    return {
      request,
      workflow: { version: 1, name: "", steps: capitalizeAnnotations(steps, request) },
      catalog: this.#shelf.catalog,
    };
  }

  #id = () => `e${++this.#count}`;

  #thing(kind: CrudVerb): ConnectorObject {
    return this.rng.pick(this.#shelf.things.filter(({ ids }) => ids[kind]));
  }

  #use(thing: ConnectorObject, kind: CrudVerb, annotation: string): Step {
    return { id: this.#id(), use: thing.ids[kind]!, inputs: {}, annotation };
  }

  /** What people call it: "meeting" for an event, unless the product has such a thing, too. */
  #called({ app, object }: ConnectorObject): string {
    const { rng } = this;
    const taken = this.#shelf.things.filter((thing) => thing.app === app).map((thing) => thing.object);
    const other = synonyms(object).filter((name) => !taken.includes(name));
    return other.length && rng.chance(0.3) ? rng.pick(other) : object;
  }

  /** No other product has such a thing, whatever it is called there. */
  #alone({ app, object }: ConnectorObject, said: string): boolean {
    const names = new Set([object, said, ...synonyms(object)]);
    return !this.#shelf.things.some(
      (thing) =>
        thing.app !== app && [thing.object, ...synonyms(thing.object)].some((name) => names.has(name)),
    );
  }

  /** "jira issue", "issue in Jira"; "issue" where only one product has them. */
  #named(
    thing: ConnectorObject,
    many = false,
    places: readonly string[] = ["in", "on"],
    object = this.#called(thing),
  ): string {
    const { rng } = this;
    const { app } = thing;
    const product = rng.chance(0.5) ? app : app.toLowerCase();
    const noun = many ? plural(object) : object;
    if (rng.chance(0.3) && this.#alone(thing, object)) return noun;
    return rng.chance(0.6) ? `${product} ${noun}` : `${noun} ${rng.pick(places)} ${product}`;
  }

  #one(kind: CrudVerb, thing = this.#thing(kind)): Clause {
    const { rng } = this;
    const object = this.#called(thing);
    const own = kind === "create" ? creationVerbs(object) : [];
    const verb = own.length && rng.chance(0.6) ? rng.pick(own) : rng.pick(DONE[kind]);
    const many = kind === "create" ? false : rng.chance(0.6);
    const noun = this.#named(thing, many, kind === "find" ? ["in", "from", "from"] : undefined, object);
    const before = many
      ? rng.pick(["all ", "all the ", "the ", ""])
      : kind === "create"
        ? rng.pick(["a new ", "a new ", `${article(noun.toLowerCase())} `])
        : rng.pick(["the ", "the ", `${article(noun.toLowerCase())} `]);
    const text = `${verb} ${before}${noun}${kind === "create" ? rng.pick(CREATED) : many ? rng.pick(FOUND) : ""}`;
    return { text, steps: [this.#use(thing, kind, text)] };
  }

  #clause(): Clause {
    const way = this.rng.weighted({
      one: 43,
      both: 10,
      shared: 12,
      inside: 4,
      among: 4,
      counted: 8,
      loop: 10,
      condition: 9,
      those: 6,
    });
    if (way === "one")
      return this.#one(this.rng.pick(["create", "create", "create", "find", "find", "update", "delete"]));
    if (way === "both") return this.#both();
    if (way === "shared") return this.#shared();
    if (way === "inside") return this.#inside();
    if (way === "among") return this.#among();
    if (way === "counted") return this.#counted();
    if (way === "loop") return this.#loop();
    if (way === "condition") return this.#condition();
    return this.#those();
  }

  /** "retrieve and delete all box files": two things to do with one. */
  #both(): Clause {
    const { rng } = this;
    const second = rng.pick(["delete", "update"] as const);
    const things = this.#shelf.things.filter(({ ids }) => ids.find && ids[second]);
    if (!things.length) return this.#one("find");
    const thing = rng.pick(things);
    const done = `${rng.pick(DONE.find)} and ${rng.pick(DONE[second])}`;
    if (rng.chance(0.35)) {
      const all = `all ${rng.pick(["", "the "])}${this.#named(thing, true)}`;
      const when = rng.pick(WHICH);
      const text = `${done} ${all} ${rng.pick(["that", "which"])} ${when}`;
      const loop = this.#eachIf(all, when, this.#use(thing, second, text));
      return { text, steps: [this.#use(thing, "find", text), loop] };
    }
    const many = rng.chance(0.5);
    const text = `${done} ${many ? rng.pick(["all ", "the "]) : rng.pick(["the ", "the ", "the corresponding "])}${this.#named(thing, many)}${rng.pick(many ? OF : WHOSE)}`;
    return { text, steps: [this.#use(thing, "find", text), this.#use(thing, second, text)] };
  }

  #eachIf(all: string, when: string, act: Step): Step {
    const check: Step = { id: this.#id(), if: { says: when }, then: [act], annotation: when };
    return { id: this.#id(), forEach: null, as: `item${this.#count}`, do: [check], annotation: all };
  }

  /** What else can be created in the same product. */
  #beside(one: ConnectorObject): ConnectorObject[] {
    return this.#shelf.things.filter(
      ({ ids, app, object }) => ids.create && app === one.app && object !== one.object,
    );
  }

  /** "create a file in a new box folder": what it is put in comes first. */
  #inside(): Clause {
    const { rng } = this;
    const outer = this.#thing("create");
    const inner = this.#beside(outer);
    if (!inner.length) return this.#one("create", outer);
    const thing = rng.pick(inner);
    const place = `${rng.pick(["a new", "a new", "its own new", "a fresh"])} ${this.#named(outer)}`;
    const object = this.#called(thing);
    const text = `${rng.pick(DONE.create)} ${rng.pick([article(object), "a corresponding"])} ${object} ${rng.pick(["in", "in", "inside", "within", "under"])} ${place}`;
    return { text, steps: [this.#use(outer, "create", place), this.#use(thing, "create", text)] };
  }

  /** "in slack messages, search for x": the place comes first. */
  #among(): Clause {
    const { rng } = this;
    const thing = this.#thing("find");
    const what = rng.pick(["the latest ones", `"Q3"`, `"budget"`, "the open ones", "mine", `"Miller"`]);
    const text = `${rng.pick(["in", "from", "among", "within"])} the ${this.#named(thing, true)}${rng.pick([", ", " "])}${rng.pick(["search for", "look for", "find", "get", "pull"])} ${what}`;
    return { text, steps: [this.#use(thing, "find", text)] };
  }

  /** "create a contact in HubSpot and a deal": one verb for two things. */
  #shared(): Clause {
    const { rng } = this;
    const { text, steps } = this.#one("create");
    const first = this.#shelf.things.find(({ ids }) => "use" in steps[0]! && ids.create === steps[0].use)!;
    const beside = this.#beside(first);
    const other = beside.length && rng.chance(0.7) ? rng.pick(beside) : this.#thing("create");
    const noun = other.app === first.app ? this.#called(other) : this.#named(other);
    const said = `${rng.pick([`${article(noun.toLowerCase())} `, "a new ", "a corresponding ", "the ", "its "])}${noun}${rng.pick(["", "", " in it", " for it"])}`;
    const joint = rng.pick([" and ", " and ", " and also ", " along with ", ", and ", " with ", " plus "]);
    return { text: text + joint + said, steps: [...steps, this.#use(other, "create", said)] };
  }

  /** "create two new leads": as many steps. */
  #counted(): Clause {
    const { rng } = this;
    const thing = this.#thing("create");
    const [word, count] = rng.pick(COUNTS);
    const text = `${rng.pick(DONE.create)} ${word} ${rng.pick(["new ", ""])}${this.#named(thing, true)}`;
    return { text, steps: Array.from({ length: count }, () => this.#use(thing, "create", text)) };
  }

  #loop(): Clause {
    const { rng } = this;
    const thing = this.#thing("find");
    const { text, steps } = this.#one("find", thing);
    const each = rng.pick([
      `for each ${thing.object}`,
      `for every ${thing.object}`,
      `within each ${thing.object}`,
      "for each of them",
      `with each ${thing.object}`,
    ]);
    const inner = rng.chance(0.3) ? this.#condition() : this.#one(rng.pick(["create", "update", "find"]));
    const opens = rng.pick([". ", ", and ", ", "]);
    const loop: Step = {
      id: this.#id(),
      forEach: null,
      as: `item${this.#count}`,
      do: inner.steps,
      annotation: each,
    };
    return {
      text: text + opens + (opens === ". " ? upper(each) : each) + rng.pick([", ", " "]) + inner.text,
      steps: [...steps, loop],
    };
  }

  #condition(): Clause {
    const { rng } = this;
    const thing = this.#thing("create");
    const when = rng.pick(IFS)(thing.object);
    const then = rng.chance(0.3) ? this.#one("update") : this.#one("create");
    const other = rng.chance(0.25) ? this.#one("create") : undefined;
    const step: Step = {
      id: this.#id(),
      if: { says: when },
      then: then.steps,
      ...(other ? { else: other.steps } : {}),
      annotation: when,
    };
    const text = `if ${when}${rng.pick([", ", ", then ", " then "])}${then.text}${other ? `${rng.pick([", otherwise ", ", else ", ". Otherwise "])}${other.text}` : ""}`;
    return { text, steps: [step] };
  }

  /** "get all files and delete those that are older than a year". */
  #those(): Clause {
    const { rng } = this;
    const second = rng.pick(["delete", "update"] as const);
    const things = this.#shelf.things.filter(({ ids }) => ids.find && ids[second]);
    if (!things.length) return this.#one("find");
    const thing = rng.pick(things);
    const { text, steps } = this.#one("find", thing);
    const done = `${rng.pick(DONE[second])} those`;
    const when = rng.pick([
      "are older than a year",
      "have no owner",
      "are closed",
      "nobody uses",
      "are duplicates",
    ]);
    const loop = this.#eachIf("those", when, this.#use(thing, second, done));
    return { text: `${text} and ${done} that ${when}`, steps: [...steps, loop] };
  }
}

/** A request over connectors, made up. */
export function makeCrudRequest(rng: Random): WrittenPair {
  const { request, workflow, catalog } = new Errand(rng).pair();
  return { request, workflow: restrictToSpans(workflow, request, catalog), catalog };
}
