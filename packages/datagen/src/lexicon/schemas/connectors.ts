import { z } from "zod";
import { crudVerb, fields, list, lists, shape, text } from "./parts.js";

export const CONNECTORS = z.strictObject({
  titles: z.array(z.record(crudVerb, text)).min(1).readonly(),
  crudVerbs: z.record(z.string(), crudVerb),
  similarVerbs: z.record(z.string(), crudVerb),
  nouns: list,
  synonyms: lists,
  creationVerbs: lists,
});

export const MANUAL_TASKS = shape("tasks", "verbs", "determiners", "objects", "functionWords");

export const CRUD_REQUESTS = z.strictObject({
  verbs: z.record(crudVerb, list),
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
