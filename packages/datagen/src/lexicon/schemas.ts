import { z } from "zod";

/** Words or templates with slots in braces. Their order counts: the generator draws by index. */
const list = z.array(z.string()).min(1).readonly();
const lists = z.record(z.string(), list).readonly();
const text = z.string().min(1);

const crud = z.enum(["create", "find", "update", "delete"]);
export type CrudVerb = z.infer<typeof crud>;

/** A list for each key. */
const fields = <K extends string>(...keys: K[]) =>
  Object.fromEntries(keys.map((key) => [key, list])) as Record<K, typeof list>;
const shape = <K extends string>(...keys: K[]) => z.strictObject(fields(...keys));

/** `/source/flags`, as in JavaScript. */
const regExp = z.string().transform((source, context) => {
  const [, body, flags] = /^\/(.+)\/([a-z]*)$/s.exec(source) ?? [];
  try {
    if (body !== undefined) return new RegExp(body, flags);
  } catch {}
  context.addIssue({ code: "custom", message: `no regular expression: ${source}` });
  return z.NEVER;
});

export const VALUES = shape(
  "people",
  "roles",
  "groups",
  "groupNames",
  "departments",
  "channels",
  "channelPhrases",
  "titles",
  "subjects",
  "notes",
  "topics",
  "files",
  "periods",
  "statuses",
  "labels",
  "places",
  "languages",
  "dates",
  "times",
  "durations",
  "daysOfMonth",
  "domains",
  "mailboxes",
  "paths",
  "workflows",
);

export const OUT_OF_CATALOG = shape("actions", "triggers", "conditions");

export const DISTRACTORS = shape(
  "sentences",
  "openings",
  "closings",
  "writtenOpenings",
  "writtenClosings",
  "adverbs",
  "reasons",
  "asides",
  "falseStarts",
  "retractions",
  "corrections",
);

export const INVENTED_CATALOGS = z.strictObject({
  nouns: list,
  verbs: lists,
  events: lists,
  productParts: list,
  prepositions: list,
  priorities: z.array(z.array(z.string()).min(2)).min(1).readonly(),
  syllables: shape("onsets", "nuclei", "codas"),
});

export const CONNECTORS = z.strictObject({
  titles: z.array(z.record(crud, text)).min(1).readonly(),
  crudVerbs: z.record(z.string(), crud),
  similarVerbs: z.record(z.string(), crud),
  nouns: list,
  synonyms: lists,
  creationVerbs: lists,
});

export const MANUAL_TASKS = shape("tasks", "verbs", "determiners", "objects", "functionWords");

export const CRUD_REQUESTS = z.strictObject({
  verbs: z.record(crud, list),
  counts: z.array(z.strictObject({ word: text, count: z.int().min(2) })).min(1),
  ...fields(
    "afterCreated",
    "afterFound",
    "afterFoundAndChanged",
    "which",
    "whichOfThose",
    "conditions",
    "joints",
    "jointsAfterBlock",
    "places",
    "placesFound",
    "many",
    "created",
    "one",
    "bothAll",
    "bothThat",
    "bothMany",
    "bothOne",
    "containers",
    "contents",
    "inside",
    "among",
    "amongJoints",
    "search",
    "searched",
    "second",
    "afterSecond",
    "secondJoints",
    "counted",
    "each",
    "eachJoints",
    "eachThen",
    "then",
    "else",
  ),
});

/** One group of phrases a line, parted by "|". */
const groups = z.string().transform((lines) =>
  lines
    .trim()
    .split("\n")
    .map((line) => line.split("|").map((phrase) => phrase.trim())),
);

export const PARAPHRASES = z
  .strictObject({
    contexts: z.record(z.string(), regExp),
    sets: z.array(z.strictObject({ followedBy: z.string().optional(), groups })).min(1),
  })
  .superRefine(({ contexts, sets }, context) => {
    for (const [i, { followedBy, groups }] of sets.entries()) {
      if (followedBy !== undefined && !contexts[followedBy])
        context.addIssue({
          code: "custom",
          path: ["sets", i, "followedBy"],
          message: `no context ${followedBy}`,
        });
      for (const group of groups)
        if (group.length < 2 || group.includes(""))
          context.addIssue({
            code: "custom",
            path: ["sets", i, "groups"],
            message: `not a group of phrases: ${group.join(" | ")}`,
          });
    }
  });

export const PARAPHRASE_TEMPLATES = z
  .strictObject({
    parts: z.record(z.string(), text),
    templates: z.array(z.strictObject({ find: text, say: z.union([text, list]) })).min(1),
  })
  .superRefine(({ parts, templates }, context) => {
    for (const [i, { find }] of templates.entries())
      for (const [, part = ""] of find.matchAll(/\{([a-z]\w*)\}/g))
        if (!(part in parts))
          context.addIssue({ code: "custom", path: ["templates", i, "find"], message: `no part ${part}` });
  });

export const CONDITIONS = z.strictObject({
  subjects: list,
  person: z.strictObject({
    ...fields("empty", "emptyWithSubject", "unassigned", "unassignedWithSubject", "filled", "assigned"),
    equal: text,
  }),
  choice: z.strictObject({
    ...fields("equal", "equalWithSubject", "rankedWithSubject", "unequal", "unequalWithSubject"),
    bare: text,
  }),
  number: shape("gt", "lt", "ge", "le", "eq"),
  text: z.strictObject({
    ...fields("empty", "filled", "labelledWithSubject", "labelled", "contains", "containsWithSubject"),
    notLabelled: text,
    notContains: text,
  }),
  flag: shape("true", "false"),
  rain: shape("true", "false"),
  approval: shape(
    "approved",
    "rejected",
    "withParticiple",
    "withApprove",
    "withApproves",
    "answers",
    "otherAnswer",
  ),
  list: shape("filled", "empty"),
  otherLabel: list,
  otherValue: list,
});

export const MENTIONS = z.strictObject({
  ...fields(
    "it",
    "them",
    "again",
    "fields",
    "fieldsOfLatest",
    "fieldsOfNamed",
    "customer",
    "contact",
    "latestContact",
    "role",
    "assignedGroup",
    "owners",
    "unknown",
    "details",
    "anything",
  ),
  renewed: text,
  roleOfNamed: text,
  namedOwner: text,
});

export const CLAUSES = z.strictObject({
  actions: shape("lookUp", "popular", "determiners", "summaryDeterminers", "summaryNouns", "sharedVerbs"),
  triggers: shape("when", "afterWhen", "afterEvent", "afterSchedule"),
  joints: shape("afterBranch", "afterLoop", "beforeIf", "sentence", "last", "inner"),
  ifs: shape(
    "after",
    "before",
    "then",
    "elseIf",
    "elseIfJoints",
    "elseIfThen",
    "else",
    "elseJoints",
    "elseThen",
    "cases",
    "casesThen",
    "casesJoints",
    "approvalJoints",
  ),
  loops: shape(
    "each",
    "afterList",
    "over",
    "overThen",
    "eachThen",
    "while",
    "whileThen",
    "whileAfter",
    "until",
    "untilThen",
    "untilAfter",
  ),
  parallel: shape("phrases", "then"),
  errors: z.strictObject({ attempt: text, ...fields("phrases", "joints", "then") }),
  waits: shape("for", "until"),
  next: list,
  stop: list,
  calls: shape("verbs", "nouns"),
});

export const AUGMENTATION = z.strictObject({
  titleVerbs: lists,
  ...fields(
    "imperatives",
    "reservedWords",
    "actionJoints",
    "sentenceJoints",
    "manualTaskJoints",
    "conditionJoints",
    "distractorJoints",
    "distractorEnds",
  ),
});
