import type { Inputs } from "@flowright/workflow";
import * as banks from "../lexicon/banks.js";
import { fill } from "./fill-slot.js";
import { parsePhrase, say } from "./phrase.js";
import type { RequestBuilder } from "./request-builder.js";

/** How a request says when to start: a clause for "when …", or an adverbial such as "every Monday at 9". */
export interface TriggerFragment {
  text: string;
  adverbial: boolean;
}

/** Tells the trigger and puts it into the workflow; undefined for a request that is started by hand. */
export function renderTrigger(story: RequestBuilder): TriggerFragment | undefined {
  const { rng, catalog } = story;
  if (!catalog.triggers.length || rng.chance(0.2)) return undefined;
  if (rng.chance(0.02)) {
    const { text, annotation } = story.note(rng.pick(banks.UNKNOWN_TRIGGERS));
    story.workflow.trigger = { placeholder: true, annotation };
    return { text, adverbial: false };
  }
  const schedules = catalog.triggers.filter((step) => step.app === "schedule");
  const step = schedules.length && rng.chance(0.25) ? rng.pick(schedules) : rng.pick(catalog.triggers);
  const inputs: Inputs = {};
  const words = say(parsePhrase(rng.pick(step.phrases)), rng, (slot) => {
    const schema = step.inputs.properties?.[slot];
    const filled = schema && fill(story, slot, schema, step.title);
    if (filled?.value !== undefined) inputs[slot] = filled.value;
    return filled?.text;
  });
  if (!words) return undefined;
  const { text, annotation } = story.note(words);
  story.used.add(step.id);
  story.workflow.trigger = { use: step.id, annotation, inputs };
  if (step.app !== "schedule") story.remember("trigger", step);
  return {
    text,
    adverbial: step.app === "schedule" || /^\{duration\}/.test(words) || / before /.test(words.slice(0, 30)),
  };
}

/** Puts the trigger before or after what is to be done. */
export function withTrigger(
  story: RequestBuilder,
  trigger: TriggerFragment | undefined,
  body: string,
  simple: boolean,
): string {
  const { rng } = story;
  if (!trigger) return body;
  if (trigger.adverbial) {
    if (simple && rng.chance(0.25)) return `${body} ${trigger.text}`;
    return `${trigger.text}${rng.pick([", ", " ", ": ", ", "])}${body}`;
  }
  // Many only say what happens: "a card is moved to Done -> add a row", "new order? tell me", "a build fails, so …"
  if (rng.chance(0.28)) {
    const told = trigger.text.replace(/^(\ue000.)?(?:a new|a|an|the) /, (all, mark = "") =>
      rng.chance(0.5) ? mark + (all.endsWith("new ") ? "new " : "") : all,
    );
    return `${told}${rng.pick([": ", ": ", " -> ", " => ", "? ", ". ", ", so ", " - ", ", then ", "\n", "... ", ", "])}${body}`;
  }
  const when = rng.pick([
    "when",
    "when",
    "whenever",
    "every time",
    "each time",
    "as soon as",
    "once",
    "if",
    "any time",
    "after",
  ]);
  if (simple && rng.chance(0.2)) return `${body} ${when} ${trigger.text}`;
  return `${when} ${trigger.text}${rng.pick([", ", ", ", ", ", " ", ": ", ", then ", " then "])}${body}`;
}
