import { z } from "zod";
import { fields, groups, list, lists, regExp, text } from "./parts.js";

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
    templates: z.array(z.strictObject({ find: text, replace: z.union([text, list]) })).min(1),
  })
  .superRefine(({ parts, templates }, context) => {
    for (const [i, { find }] of templates.entries())
      for (const [, part = ""] of find.matchAll(/\{([a-z]\w*)\}/g))
        if (!(part in parts))
          context.addIssue({ code: "custom", path: ["templates", i, "find"], message: `no part ${part}` });
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
