import type { Catalog, StepDefinition } from "@flowright/workflow/catalog";
import { CONNECTOR_VERBS, identifierWords, singular } from "@flowright/workflow/core";
import MiniSearch from "minisearch";

/** Verbs that people swap for one another, each mapped to one of them. */
const SAME: ReadonlyMap<string, string> = new Map(
  Object.entries({
    add: "create",
    make: "create",
    open: "create",
    new: "create",
    insert: "create",
    log: "create",
    file: "create",
    raise: "create",
    post: "send",
    publish: "send",
    share: "send",
    write: "create",
    mail: "email",
    emails: "email",
    alert: "notify",
    tell: "notify",
    inform: "notify",
    get: "find",
    fetch: "find",
    look: "find",
    search: "find",
    retrieve: "find",
    list: "find",
    lookup: "find",
    pull: "find",
    grab: "find",
    query: "find",
    remove: "delete",
    erase: "delete",
    trash: "delete",
    change: "update",
    edit: "update",
    modify: "update",
    set: "update",
    ...Object.fromEntries(CONNECTOR_VERBS),
    upsertwithwhere: "update",
    pr: "pull",
    repo: "repository",
    text: "sms",
    page: "page",
    meeting: "event",
    appointment: "event",
    lookups: "find",
    summarise: "summarize",
    summary: "summarize",
    digest: "summarize",
    recap: "summarize",
    overview: "summarize",
    categorise: "classify",
    categorize: "classify",
  }),
);
const STOP = new Set(
  "a an the of to in on for with by at from it its them this that is are be was were i me my we our you your please all any if and or then new when there has have".split(
    " ",
  ),
);

const NUMBER = "(?:\\d+|an?|half an|one|two|three|five|ten|fifteen|thirty)";
/** What a stretch is, where that says more than its words: "#ops" is a channel, "15 minutes" are a while. */
const KINDS: readonly [RegExp, string][] = [
  [/#[\p{L}][\p{L}\p{N}_-]*/gu, " channel "],
  [new RegExp(`\\b${NUMBER} ?(?:seconds?|sec|minutes?|mins?|hours?|hrs?)\\b`, "giu"), " awhile $& "],
  [/\b(?:\d{1,2}[:.]\d{2}(?: ?[ap]m)?|\d{1,2} ?[ap]m|noon|midnight)\b/giu, " clocktime "],
];
const withKinds = (text: string): string =>
  KINDS.reduce((words, [pattern, kind]) => words.replace(pattern, kind), text);

/** Lower case, endings cut, near-synonyms folded. */
export function terms(text: string): string[] {
  return identifierWords(withKinds(text))
    .filter((word) => !STOP.has(word))
    .map((word) => stem(SAME.get(word) ?? word));
}

function stem(word: string): string {
  const base = singular(word);
  const cut = base.length > 5 ? base.replace(/(ing|ed)$/, "") : base;
  return SAME.get(cut) ?? SAME.get(base) ?? (cut.length >= 3 ? cut.replace(/e$/, "") : base);
}

const withoutMarks = (phrase: string) =>
  phrase
    .replace(/\{channel\}/g, " channel ")
    .replace(/\{(?:interval|duration)\}/g, " awhile ")
    .replace(/\{time\}/g, " clocktime ")
    .replace(/\{[^}]*\}/g, " ")
    .replace(/[[\]()|~]/g, " ");

/** The values that inputs can be chosen from are words of requests too: "every Monday". */
const choices = (step: StepDefinition): string =>
  Object.values(step.inputs.properties ?? {})
    .flatMap((field) => field.enum ?? [])
    .join(" ");

export interface Hit {
  step: StepDefinition;
  score: number;
}
export type StepIndex = (query: string, kind: StepDefinition["kind"], limit: number) => Hit[];

/** A lexical index (BM25+, by MiniSearch) over everything a catalogue says about its steps. */
export function indexSteps(catalog: Catalog): StepIndex {
  const search = new MiniSearch<{
    id: number;
    app: string;
    title: string;
    phrases: string;
    description: string;
    kind: string;
  }>({
    fields: ["app", "title", "phrases", "description"],
    storeFields: ["kind"],
    tokenize: terms,
    processTerm: (term) => term || null,
    searchOptions: {
      boost: { title: 2, app: 2.2, phrases: 1.6, description: 1 },
      fuzzy: (term) => (term.length > 5 ? 0.2 : false),
      prefix: (term) => term.length > 4,
      weights: { fuzzy: 0.35, prefix: 0.5 },
      tokenize: terms,
    },
  });
  search.addAll(
    catalog.steps.map((step, id) => ({
      id,
      app: `${catalog.app(step.app)?.title ?? ""} ${step.app}`,
      title: `${step.title} ${step.id.split(/[._]/).slice(1).join(" ")}`,
      phrases: `${step.phrases.map(withoutMarks).join(" ")} ${choices(step)}`,
      description: step.description,
      kind: step.kind,
    })),
  );
  return (query, kind, limit) =>
    search
      .search(query, { filter: (result) => result.kind === kind })
      .slice(0, limit)
      .map((result) => ({ step: catalog.steps[result.id as number]!, score: result.score }));
}
