import type { StepDefinition } from "@flowright/workflow/catalog";
import { CONNECTOR_VERBS, identifierWords } from "@flowright/workflow/core";
import type { Aliases } from "../types.js";

const DOTTED = /^[a-z0-9_]+(?:\.[a-z0-9_]+){1,3}$/;
const FILLER = new Set([
  "a",
  "an",
  "the",
  "all",
  "of",
  "in",
  "from",
  "to",
  "for",
  "on",
  "and",
  "with",
  "by",
  "using",
]);
const MAX_WORDS = 7;
const MAX_ID_WORDS = 6;
/** The words of an id, if they are enough to describe the step and few enough to write. */
function idWords({ id, app }: StepDefinition): string[] | undefined {
  const all = identifierWords(id).filter((word) => !/^\d+$/.test(word));
  // GitHub is one word to everyone: the app's name is not taken apart.
  for (let n = 2; n <= 3; n++) if (all.slice(0, n).join("") === app) all.splice(0, n, app);
  const chosen = [...new Set(all.map((word) => CONNECTOR_VERBS.get(word) ?? word))];
  return chosen.length >= 3 && chosen.length <= MAX_ID_WORDS ? chosen : undefined;
}

/** `app.object.verb` ids are good words; ids of other styles often are not: then the title speaks. */
function words(step: StepDefinition): string[] {
  if (DOTTED.test(step.id)) return identifierWords(step.id);
  const id = idWords(step);
  if (id) return id;
  const title = identifierWords(step.title).filter((word) => !FILLER.has(word));
  const chosen = title.length >= 2 ? title : identifierWords(step.id).filter((word) => !/^\d+$/.test(word));
  return [...new Set(chosen)].slice(0, MAX_WORDS);
}

/**
 * Gives every candidate its alias: plain lower-case words, unique among these candidates. The app's name or a number tells
 * apart those that would be alike, so aliases depend on the candidates and their order: make them once for each request.
 */
export function makeAliases(candidates: readonly StepDefinition[]): Aliases {
  const byAlias = new Map<string, StepDefinition>();
  const byId = new Map<string, string>();
  for (const step of candidates) {
    const base = words(step);
    let alias = base.join(" ") || "step";
    if (byAlias.has(alias)) alias = [...new Set([...identifierWords(step.app), ...base])].join(" ");
    const stem = alias;
    for (let n = 2; byAlias.has(alias); n++) alias = `${stem} ${n}`;
    byAlias.set(alias, step);
    byId.set(step.id, alias);
  }
  return {
    of: (id) => {
      const alias = byId.get(id);
      if (alias === undefined) throw new RangeError(`${id} is not a candidate`);
      return alias;
    },
    step: (alias) => byAlias.get(alias),
    all: (kind) => [...byAlias].filter(([, step]) => step.kind === kind).map(([alias]) => alias),
  };
}

/** The alias of a step among no others, which the queries for its inputs name it by. */
export const aliasOf = (step: StepDefinition): string => makeAliases([step]).of(step.id);
