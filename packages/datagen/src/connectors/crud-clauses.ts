import type { Step } from "@flowright/workflow";
import { lexicon } from "../lexicon/index.js";
import { articleOf, fillTemplate, upperFirst } from "../text/index.js";
import type { Clause, CrudBuilder } from "./crud-builder.js";

/** How often each kind of clause is drawn. */
const WEIGHTS = {
  single: 43,
  both: 10,
  shared: 12,
  inside: 4,
  among: 4,
  counted: 8,
  loop: 10,
  condition: 9,
  those: 6,
};

const CLAUSES: Readonly<Record<keyof typeof WEIGHTS, (builder: CrudBuilder) => Clause>> = {
  single: (builder) =>
    builder.single(
      builder.rng.pick(["create", "create", "create", "find", "find", "update", "delete"] as const),
    ),
  both,
  shared,
  inside,
  among,
  counted,
  loop,
  condition,
  those,
};

export const renderClause = (builder: CrudBuilder): Clause => CLAUSES[builder.rng.weighted(WEIGHTS)](builder);

/** "retrieve and delete all box files": two things to do with one. */
function both(builder: CrudBuilder): Clause {
  const { rng } = builder;
  const words = lexicon.crudRequests;
  const second = rng.pick(["delete", "update"] as const);
  const objects = builder.connectors.objects.filter(({ actions }) => actions.find && actions[second]);
  if (!objects.length) return builder.single("find");
  const object = rng.pick(objects);
  const verbs = `${builder.verb("find")} and ${builder.verb(second)}`;
  if (rng.chance(0.35)) {
    const all = `all ${rng.pick(words.bothAll)}${builder.fullName(object, true)}`;
    const when = rng.pick(words.which);
    const text = `${verbs} ${all} ${rng.pick(words.bothThat)} ${when}`;
    const loop = eachIf(builder, all, when, builder.use(object, second, text));
    return { text, steps: [builder.use(object, "find", text), loop] };
  }
  const many = rng.chance(0.5);
  const determiner = rng.pick(many ? words.bothMany : words.bothOne);
  const name = builder.fullName(object, many);
  // a relative clause would ask for a condition, as above
  const afterMany = words.afterFound.filter((after) => !after.startsWith(" that"));
  const text = `${verbs} ${determiner}${name}${rng.pick(many ? afterMany : words.afterFoundAndChanged)}`;
  return { text, steps: [builder.use(object, "find", text), builder.use(object, second, text)] };
}

/** A loop over what was found, with a condition that no output decides. */
function eachIf(builder: CrudBuilder, all: string, when: string, act: Step): Step {
  const check: Step = { id: builder.nextId(), if: { says: when }, then: [act], annotation: when };
  return forEach(builder, all, [check]);
}

function forEach(builder: CrudBuilder, annotation: string, steps: Step[]): Step {
  const id = builder.nextId();
  return { id, forEach: null, as: `item${id.slice(1)}`, do: steps, annotation };
}

/** "create a file in a new box folder": what it is put in comes first. */
function inside(builder: CrudBuilder): Clause {
  const { rng } = builder;
  const words = lexicon.crudRequests;
  const outer = builder.pickObject("create");
  const siblings = builder.siblingsOf(outer);
  if (!siblings.length) return builder.single("create", outer);
  const inner = rng.pick(siblings);
  const container = `${rng.pick(words.containers)} ${builder.fullName(outer)}`;
  const name = builder.name(inner);
  const verb = builder.verb("create");
  const determiner = fillTemplate(rng.pick(words.contents), { a: articleOf(name) });
  const text = `${verb} ${determiner} ${name} ${rng.pick(words.inside)} ${container}`;
  return { text, steps: [builder.use(outer, "create", container), builder.use(inner, "create", text)] };
}

/** "in slack messages, search for x": the place comes first. */
function among(builder: CrudBuilder): Clause {
  const { rng } = builder;
  const words = lexicon.crudRequests;
  const object = builder.pickObject("find");
  const what = rng.pick(words.searched);
  const place = `${rng.pick(words.among)} the ${builder.fullName(object, true)}`;
  const text = `${place}${rng.pick(words.amongJoints)}${rng.pick(words.search)} ${what}`;
  return { text, steps: [builder.use(object, "find", text)] };
}

/** "create a contact in HubSpot and a deal": one verb for two things. */
function shared(builder: CrudBuilder): Clause {
  const { rng } = builder;
  const words = lexicon.crudRequests;
  const first = builder.pickObject("create");
  const { text, steps } = builder.single("create", first);
  const siblings = builder.siblingsOf(first);
  const other = siblings.length && rng.chance(0.7) ? rng.pick(siblings) : builder.pickObject("create");
  const noun = other.app === first.app ? builder.name(other) : builder.fullName(other);
  const determiner = fillTemplate(rng.pick(words.second), { a: articleOf(noun.toLowerCase()) });
  const second = `${determiner}${noun}${rng.pick(words.afterSecond)}`;
  const joint = rng.pick(words.secondJoints);
  return { text: text + joint + second, steps: [...steps, builder.use(other, "create", second)] };
}

/** "create two new leads": as many steps. */
function counted(builder: CrudBuilder): Clause {
  const { rng } = builder;
  const words = lexicon.crudRequests;
  const object = builder.pickObject("create");
  const { word, count } = rng.pick(words.counts);
  const verb = builder.verb("create");
  const text = `${verb} ${word} ${rng.pick(words.counted)}${builder.fullName(object, true)}`;
  return { text, steps: Array.from({ length: count }, () => builder.use(object, "create", text)) };
}

/** "get all files, and for each file create a task" */
function loop(builder: CrudBuilder): Clause {
  const { rng } = builder;
  const words = lexicon.crudRequests;
  const object = builder.pickObject("find");
  const { text, steps } = builder.single("find", object);
  const each = fillTemplate(rng.pick(words.each), { noun: object.noun });
  const inner = rng.chance(0.3)
    ? condition(builder)
    : builder.single(rng.pick(["create", "update", "find"] as const));
  const joint = rng.pick(words.eachJoints);
  const body = forEach(builder, each, inner.steps);
  const opening = joint === ". " ? upperFirst(each) : each;
  return {
    text: `${text}${joint}${opening}${rng.pick(words.eachThen)}${inner.text}`,
    steps: [...steps, body],
  };
}

/** "if the file name is empty, delete it" */
function condition(builder: CrudBuilder): Clause {
  const { rng } = builder;
  const words = lexicon.crudRequests;
  const { noun } = builder.pickObject("create");
  const when = fillTemplate(rng.pick(words.conditions), { noun });
  const then = builder.single(rng.chance(0.3) ? "update" : "create");
  const other = rng.chance(0.25) ? builder.single("create") : undefined;
  const step: Step = {
    id: builder.nextId(),
    if: { says: when },
    then: then.steps,
    ...(other ? { else: other.steps } : {}),
    annotation: when,
  };
  const joint = rng.pick(words.then);
  const otherwise = other ? `${rng.pick(words.else)}${other.text}` : "";
  return { text: `if ${when}${joint}${then.text}${otherwise}`, steps: [step] };
}

/** "get all files and delete those that are older than a year" */
function those(builder: CrudBuilder): Clause {
  const { rng } = builder;
  const second = rng.pick(["delete", "update"] as const);
  const objects = builder.connectors.objects.filter(({ actions }) => actions.find && actions[second]);
  if (!objects.length) return builder.single("find");
  const object = rng.pick(objects);
  const { text, steps } = builder.single("find", object);
  const act = `${builder.verb(second)} those`;
  const when = rng.pick(lexicon.crudRequests.whichOfThose);
  const body = eachIf(builder, "those", when, builder.use(object, second, act));
  return { text: `${text} and ${act} that ${when}`, steps: [...steps, body] };
}
