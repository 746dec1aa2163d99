import type { Condition } from "@flowright/workflow";
import { lexicon } from "../lexicon/index.js";
import { fillTemplate } from "../text/index.js";
import { type ConditionFragment, conditionOn, onApproval, onList } from "./condition-forms.js";
import { isPerson, mentionField } from "./mention.js";
import { type Entity, isItem, isList, type RequestBuilder } from "./request-builder.js";

/** A condition on what was mentioned before; now and then one that nothing known can decide. */
export function renderCondition(builder: RequestBuilder): ConditionFragment {
  const fragment = renderTests(builder);
  const latest = builder.latest();
  // "loop over the tickets and if they are not assigned": the item of a loop is often many.
  if (!latest || !isItem(latest) || !builder.rng.chance(0.5)) return fragment;
  return { ...fragment, text: inPlural(fragment.text) };
}

const inPlural = (text: string): string =>
  text
    .replace(/^it (is|was) /, "they are ")
    .replace(/^it isn't /, "they aren't ")
    .replace(/^it has /, "they have ")
    .replace(/^it's /, "they're ")
    .replace(/^it doesn't /, "they don't ")
    .replace(/^it (?=contains|mentions)/, "they ")
    .replace(/^its /, "their ");

/** One test, or two with "and" or "or". */
function renderTests(builder: RequestBuilder): ConditionFragment {
  const first = renderTest(builder);
  if ("says" in first.condition || !builder.rng.chance(0.1)) return first;
  const second = renderTest(builder);
  if ("says" in second.condition) return first;
  const parts = [first.condition, second.condition];
  return builder.rng.chance(0.6)
    ? { text: `${first.text} and ${second.text}`, condition: { all: parts } }
    : { text: `${first.text} or ${second.text}`, condition: { any: parts } };
}

function renderTest(builder: RequestBuilder): ConditionFragment {
  const { rng } = builder;
  const undecided = () => ({
    text: rng.pick(lexicon.outOfCatalog.conditions),
    condition: { says: "" } satisfies Condition,
  });
  const entity = pickEntity(builder);
  if (!entity) return undecided();
  if (isList(entity)) return onList(builder, entity);
  if (entity.noun === "approval") return onApproval(builder, entity);
  const picked = pickField(builder, entity);
  const field = picked && mentionField(builder, entity, picked[0]);
  if (!picked || !field) return undecided();
  const [key, schema] = picked;
  const it = mentionSubject(builder, entity);
  const left = { ref: `${entity.root}.${key}` };
  return conditionOn(builder, { key, schema, field, it, left }) ?? undecided();
}

/** The entity that is tested; now and then none. */
function pickEntity(builder: RequestBuilder): Entity | undefined {
  const { rng, entities } = builder;
  const lasting = entities.filter(
    (one) => !/^(message|email|post)$/.test(one.noun) || one.root === "trigger",
  );
  const recent = (lasting.length && rng.chance(0.85) ? lasting : entities).slice(-3);
  if (!recent.length || rng.chance(0.07)) return undefined;
  const stateful = entities.filter((one) =>
    Object.keys(one.schema.properties ?? {}).some((key) =>
      /^(assignee|priority|status|state|rain)$/.test(key),
    ),
  );
  const latest = builder.latest();
  if (latest && isItem(latest) && rng.chance(0.6)) return latest;
  if (stateful.length && rng.chance(0.3)) return stateful.at(-1);
  return rng.chance(0.75) ? recent.at(-1) : rng.pick(recent);
}

/** The field that is tested. */
function pickField({ rng }: RequestBuilder, entity: Entity) {
  const fields = Object.entries(entity.schema.properties ?? {})
    .slice(0, 10)
    .filter(([key]) => !/^(id|url|number|key|created)$/.test(key));
  if (!fields.length) return undefined;
  const preferred = fields.filter(
    ([key, schema]) =>
      schema.enum || isPerson(schema) || /status|state|stage|labels|amount|total|rain|priority/.test(key),
  );
  const assignee = fields.find(([key]) => key === "assignee");
  if (assignee && rng.chance(isItem(entity) ? 0.5 : 0.3)) return assignee;
  return rng.pick(preferred.length && rng.chance(0.6) ? preferred : fields);
}

/** The entity as the subject of a condition. */
function mentionSubject(builder: RequestBuilder, entity: Entity): string | undefined {
  const { rng } = builder;
  if (entity === builder.latest() && rng.chance(isItem(entity) ? 0.85 : 0.6)) return "it";
  return builder.isUnambiguous(entity)
    ? fillTemplate(rng.pick(lexicon.conditions.subjects), { noun: entity.noun })
    : undefined;
}
