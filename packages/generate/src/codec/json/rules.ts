const COMMON = `- Use only the triggers and actions listed below, by their exact id. Never invent one.
- A part of the request that no listed action serves becomes {"id": …, "placeholder": true, "annotation": …}; a trigger that nothing serves {"placeholder": true, "annotation": …}.
- "annotation" is copied word for word from the request.
- Step ids are s1, s2, … in reading order. Leave "trigger" out when the request says nothing about when to start.`;

/** How a condition is written: for the whole document and for a condition alone. */
export const CONDITION_RULE = `- A condition is {"left": {"ref": …}, "op": "eq|ne|gt|lt|ge|le|contains|empty|filled|true|false", "right": …}, {"all": […]}, {"any": […]}, {"not": …}, or {"says": "<words>"} when no output can decide it.`;

/** How inputs are filled: for the whole document and for a step alone. */
export const INPUT_RULE = `- Fill inputs only with what the request says, or with {"ref": "<step id or trigger>.<output>"} to an earlier output. Leave out what is not said.`;

/** The form of the answer. */
export const RULES = `Rules:
${COMMON}
${INPUT_RULE}
- Flow logic: {"id","if","annotation","then","elseIf","else"}, {"id","forEach","as","annotation","do"}, {"id","while","annotation","do"}, {"id","until","annotation","do"}, {"id","parallel":[[…],[…]]}, {"id","try","catch"}, {"id","wait":{"duration"}}, {"id","stop":true}, {"id","next":true}, {"id","call"}.
${CONDITION_RULE}`;

/** The form of an outline. */
export const OUTLINE_RULES = `Rules:
${COMMON}
- Say only which steps there are and how they are nested: leave "inputs" out.
- Flow logic: {"id","if":{"says":"<words>"},"annotation","then","elseIf","else"}, {"id","forEach":null,"as","annotation","do"}, {"id","while":{"says"},"annotation","do"}, {"id","until":{"says"},"annotation","do"}, {"id","parallel":[[…],[…]]}, {"id","try","catch"}, {"id","wait":{}}, {"id","stop":true}, {"id","next":true}, {"id","call"}.`;

/** What counts as right, in the words of gold/GUIDE.md. */
export const CONVENTIONS = `Conventions:
- Every wish of the request is one step, in the order in which things have to happen, whatever the order in the text.
- A step that is not said but that the next one cannot do without (looking up the list that is gone through) is a step too.
- A limit that the trigger has an input for is an input of it; one that it has none for is a condition around the steps.
- A condition or a loop reaches as far as its sentence. "Otherwise" belongs to the nearest condition. What comes after "in any case" is outside.
- Inputs are in the request's words, without article and quotation marks. Times are HH:MM, durations ISO 8601, enumerations by their name in the catalogue.
- "It", "them", "the customer" are references to the field of the earlier output that is meant.
- Where something is changed in mid-sentence, the last word counts.`;
