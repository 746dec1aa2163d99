import type { StepDefinition } from "@flowright/workflow/catalog";
import { CONNECTOR_VERBS, identifierWords } from "@flowright/workflow/core";

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
const LONGEST = 7;
const MOST_OF_ID = 6;
/** The words of an id, if there are enough of them to tell what the step does and few enough to be said. */
function idWords({ id, app }: StepDefinition): string[] | undefined {
  const all = identifierWords(id).filter((word) => !/^\d+$/.test(word));
  // GitHub is one word to everyone: the app's name is not taken apart.
  for (let n = 2; n <= 3; n++) if (all.slice(0, n).join("") === app) all.splice(0, n, app);
  const chosen = [...new Set(all.map((word) => CONNECTOR_VERBS[word] ?? word))];
  return chosen.length >= 3 && chosen.length <= MOST_OF_ID ? chosen : undefined;
}

/** `app.object.verb` ids are good words; ids of other styles often are not: then the title speaks. */
function words(step: StepDefinition): string[] {
  if (DOTTED.test(step.id)) return identifierWords(step.id);
  const id = idWords(step);
  if (id) return id;
  const title = identifierWords(step.title).filter((word) => !FILLER.has(word));
  const chosen = title.length >= 2 ? title : identifierWords(step.id).filter((word) => !/^\d+$/.test(word));
  return [...new Set(chosen)].slice(0, LONGEST);
}

/** Handles of candidates, both ways. A handle is plain lower-case words, unique among these candidates. */
export interface Handles {
  of(id: string): string;
  step(handle: string): StepDefinition | undefined;
  all(kind: StepDefinition["kind"]): string[];
}

/** Gives every candidate its handle; a word of the id or a number tells apart those that would be alike. */
export function makeHandles(candidates: readonly StepDefinition[]): Handles {
  const byHandle = new Map<string, StepDefinition>();
  const byId = new Map<string, string>();
  for (const step of candidates) {
    const base = words(step);
    let handle = base.join(" ") || "step";
    if (byHandle.has(handle)) handle = [...new Set([...identifierWords(step.app), ...base])].join(" ");
    const stem = handle;
    for (let n = 2; byHandle.has(handle); n++) handle = `${stem} ${n}`;
    byHandle.set(handle, step);
    byId.set(step.id, handle);
  }
  return {
    of: (id) => {
      const handle = byId.get(id);
      if (handle === undefined) throw new RangeError(`${id} is not a candidate`);
      return handle;
    },
    step: (handle) => byHandle.get(handle),
    all: (kind) => [...byHandle].filter(([, step]) => step.kind === kind).map(([handle]) => handle),
  };
}
