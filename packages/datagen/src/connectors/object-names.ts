import { plural, type Random } from "@flowright/workflow/core";
import { lexicon } from "../lexicon/index.js";
import type { ConnectorObject } from "./connector-catalog.js";

/** Other names that people have for a thing; none for most. */
export const synonyms = (noun: string): readonly string[] => lexicon.connectors.synonyms[noun] ?? [];

/** Verbs that ask for one of it to be made; none for most. */
export const creationVerbs = (noun: string): readonly string[] =>
  lexicon.connectors.creationVerbs[noun] ?? [];

/** What people call an object: "meeting" for an event, unless the product has such an object, too. */
export function nameOf(
  { app, noun }: ConnectorObject,
  objects: readonly ConnectorObject[],
  rng: Random,
): string {
  const taken = objects.filter((object) => object.app === app).map((object) => object.noun);
  const others = synonyms(noun).filter((name) => !taken.includes(name));
  return others.length && rng.chance(0.3) ? rng.pick(others) : noun;
}

/** "jira issue", "issue in Jira"; "issue" where only one product has them. */
export function nameWithApp(
  object: ConnectorObject,
  name: string,
  objects: readonly ConnectorObject[],
  rng: Random,
  { many = false, places = lexicon.crudRequests.places }: { many?: boolean; places?: readonly string[] } = {},
): string {
  const app = rng.chance(0.5) ? object.app : object.app.toLowerCase();
  const noun = many ? plural(name) : name;
  if (rng.chance(0.3) && isAlone(object, name, objects)) return noun;
  return rng.chance(0.6) ? `${app} ${noun}` : `${noun} ${rng.pick(places)} ${app}`;
}

/** No other product has such an object, whatever it is called there. */
function isAlone({ app, noun }: ConnectorObject, name: string, objects: readonly ConnectorObject[]): boolean {
  const names = new Set([noun, name, ...synonyms(noun)]);
  return !objects.some(
    (other) => other.app !== app && [other.noun, ...synonyms(other.noun)].some((one) => names.has(one)),
  );
}
